"""Background jobs and scheduled messages of leaderboards."""
