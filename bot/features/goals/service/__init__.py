"""The use cases of goals: each checks who may do it."""
