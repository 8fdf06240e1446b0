"""Scheduled messages: cadence and zone of each kind, and the next run of each recipient."""
