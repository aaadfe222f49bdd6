"""What this room adds to the page of a case."""
