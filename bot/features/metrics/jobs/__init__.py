"""What the clock does for metrics."""
