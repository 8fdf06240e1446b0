"""What pulses tell people and teams."""

ASKED, REMINDED, CLOSED = "pulse.asked", "pulse.reminded", "pulse.closed"
