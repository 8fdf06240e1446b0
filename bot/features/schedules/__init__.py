"""When something is due, as data: a cadence, a zone, and whose turn is next."""
