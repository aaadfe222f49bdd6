"""One ledger of what was done. Figures are questions over it; nothing else counts."""
