"""What check-ins tell people and teams."""

SUMMARY = "checkins.summary"
POST = "checkins.post"
HELP = "checkins.help"
ASK = "checkins.ask"
REMIND = "checkins.remind"
