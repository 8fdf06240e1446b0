"""What a sentence means, and whether that is certain enough to be answered. Pure."""
