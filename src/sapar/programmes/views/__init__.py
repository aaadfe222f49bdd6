"""Pages of projects and organisations."""
