"""Background jobs and scheduled messages of metrics."""
