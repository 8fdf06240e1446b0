"""Deals, credits, quotas and records as they are booked, and who may see them; pure."""
