"""The use cases of celebrations: each checks who may carry it out."""
