"""What people write after /kudos, and what they fill into its form, as an intent; pure."""
