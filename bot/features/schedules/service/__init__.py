"""The use cases of schedules: each checks who may do it."""
