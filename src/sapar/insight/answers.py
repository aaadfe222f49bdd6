"""Answers of this room to ``sapar facts``: figures are asked of the ledger, as everywhere."""
