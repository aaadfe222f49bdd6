"""Registration lists from spreadsheets: reading, understanding, checking. Nothing here writes to the database."""
