"""What waits for an answer: kept, asked about, and taken in."""
