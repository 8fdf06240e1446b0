"""The use cases of feedback: each checks who may carry it out."""
