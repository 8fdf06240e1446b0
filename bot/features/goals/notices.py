"""What goals tell people."""

WAITS = "goals.waits"
NEWS = "goals.news"
NUDGE = "goals.nudge"
CONCERN = "goals.concern"
REACHED = "goals.reached"
