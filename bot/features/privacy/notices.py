"""Kinds of notices that come with exported records."""

EXPORTED = "records.exported"
