"""Measuring the search: a registration file loaded into a scratch database through the real index, and asked."""
