"""Kinds of notices that pulses send."""

ASKED, REMINDED, CLOSED = "pulse.asked", "pulse.reminded", "pulse.closed"
