"""Which tabs the App Home has, and what an admin sets up; pure."""
