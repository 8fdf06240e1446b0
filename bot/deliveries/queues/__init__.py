"""Queues, which choose the delivery to send next: one within this process, and one on Postgres."""
