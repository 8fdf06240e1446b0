"""Forms of leaderboards: which board is shown or posted, and how people are compared; pure."""
