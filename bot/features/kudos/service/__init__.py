"""The use cases of kudos: each checks who may do it."""
