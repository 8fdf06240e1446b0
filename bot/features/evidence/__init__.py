"""Evidence: all that was written down about a person, as one timeline that reviews draw on."""
