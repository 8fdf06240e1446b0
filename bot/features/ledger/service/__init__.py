"""The use cases of ledger: each checks who may do it."""
