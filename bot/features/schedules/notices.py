"""Kinds of notices that schedules send."""

MISSED = "schedules.missed"
