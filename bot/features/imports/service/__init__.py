"""The use cases of imports: each checks who may carry it out."""
