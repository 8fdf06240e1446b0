"""The use cases of the ledger: each checks who may do it."""
