"""The use cases of feedback: each checks who may do it."""
