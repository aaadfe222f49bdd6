"""What it adds up to: figures asked of the ledger, and the documents that print them."""
