"""What there is to go by about a person: everything that was written down, as one dated stream."""
