"""The use cases of goals: each checks who may carry it out."""
