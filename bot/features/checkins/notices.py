"""The notice kinds of check-ins; stored, so they never change."""

SUMMARY = "checkins.summary"
POST = "checkins.post"
HELP = "checkins.help"
ASK = "checkins.ask"
REMIND = "checkins.remind"
