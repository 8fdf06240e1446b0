"""The notice kinds of goals; stored, so they never change."""

WAITS = "goals.waits"
NEWS = "goals.news"
NUDGE = "goals.nudge"
CONCERN = "goals.concern"
REACHED = "goals.reached"
