"""Boards computed for one viewer, posted and compared with the ledger again; their settings."""
