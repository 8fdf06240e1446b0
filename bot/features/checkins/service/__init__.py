"""The use cases of checkins: each checks who may do it."""
