"""The use cases of kudos: each checks who may carry it out."""
