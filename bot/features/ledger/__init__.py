"""Ledger: deal versions, credits, quotas and activities; facts are added, never overwritten."""
