"""The workspace that installed the app, and its clock."""
