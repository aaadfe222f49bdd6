"""Which files are one person: proposing pairs, and deriving groups from what supervisors decided."""
