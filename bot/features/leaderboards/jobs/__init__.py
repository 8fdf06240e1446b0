"""What the clock does for leaderboards."""
