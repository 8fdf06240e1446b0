"""The use cases of reviews: each checks who may do it."""
