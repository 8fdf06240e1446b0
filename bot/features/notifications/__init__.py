"""When people may be written to: the workspace's calendar, and each person's hours, days off and snoozes."""
