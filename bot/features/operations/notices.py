"""Kinds of notices about failed deliveries."""

TROUBLE = "operations.trouble"
