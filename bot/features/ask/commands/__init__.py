"""What is typed for a sentence."""
