"""The notice kinds of contests: three posts in the channel, and one message to the maker."""

KICKOFF, HALFWAY, FINAL, LIFT = "contests.kickoff", "contests.halfway", "contests.final", "contests.lift"
