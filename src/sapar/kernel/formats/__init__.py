"""Files that people take away: tables as Excel."""
