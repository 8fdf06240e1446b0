"""What schedules tell by themselves."""

MISSED = "schedules.missed"
