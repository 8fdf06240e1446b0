"""The ledger: deals and what they were, credits, quotas, activities. Facts are added, never overwritten."""
