"""Jobs of metrics: goals that follow a metric; and the weekly summary."""
