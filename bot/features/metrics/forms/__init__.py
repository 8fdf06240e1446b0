"""Modals of metrics: definitions, entries by hand, settings; pure."""
