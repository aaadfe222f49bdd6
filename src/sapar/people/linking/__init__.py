"""Finding one person's registrations in a whole register: batch linkage without labels, and the count it gives.

reading → preparing (names folded once each) → blocking (who meets) → engine (Splink compares on DuckDB) →
training (weights without labels, or refined by judged pairs) → grouping (by support) → counting (with interval).
Nothing here knows the database of sapar except `register`.
"""
