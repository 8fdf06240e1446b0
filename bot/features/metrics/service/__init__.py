"""The use cases of metrics: each checks who may do it."""
