"""What worked on a deal, written down by who did it, found by who needs it."""
