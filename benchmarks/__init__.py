"""Speed beside a comparison run in the same minute: ``make bench`` (``JSON=1`` prints one JSON object per line)."""
