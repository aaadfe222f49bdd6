"""Pages of the cases room: parse, call one action or query, render."""
