"""The use cases of leaderboards: each checks who may do it."""
