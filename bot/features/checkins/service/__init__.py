"""The use cases of check-ins: each checks who may carry it out."""
