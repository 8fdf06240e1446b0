"""Feedback given, requested, read and kept; each use case checks who may."""
