"""The notice kinds of kudos; stored, so they never change."""

SHOUTOUT = "kudos.shoutout"
NOTE = "kudos.note"
EPHEMERAL = "kudos.whisper"
WEEK = "kudos.week"
NUDGE = "kudos.nudge"
