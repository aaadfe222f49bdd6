"""The programme and the synthetic population that a first start of the demo loads."""
