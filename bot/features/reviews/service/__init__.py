"""Reviews from plan to signature: written, read, shared, reminded of, kept; each use case checks who may."""
