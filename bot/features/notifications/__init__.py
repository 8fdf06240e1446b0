"""When people may be spoken to: the workspace's calendar, and everybody's own hours and pauses."""
