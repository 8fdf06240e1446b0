"""Kudos given, undone and counted, and their settings; each use case checks who may."""
