"""The workspace that installed the app: its time zone, working calendar and days off."""
