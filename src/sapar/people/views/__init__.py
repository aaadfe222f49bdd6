"""Pages of the people room: parse, call one action or query, render."""
