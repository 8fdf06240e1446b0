"""The use cases of contests: each checks who may carry it out."""
