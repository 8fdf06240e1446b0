"""Detection of patterns in who thanks whom, and its facts; pure."""
