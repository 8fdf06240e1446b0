"""What contests tell channels, and whoever made them."""

KICKOFF, HALFWAY, FINAL, LIFT = "contests.kickoff", "contests.halfway", "contests.final", "contests.lift"
