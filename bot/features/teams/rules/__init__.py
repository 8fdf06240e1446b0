"""The org chart and the form of a team; pure."""
