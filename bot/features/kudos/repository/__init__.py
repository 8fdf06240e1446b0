"""The only SQL of kudos."""
