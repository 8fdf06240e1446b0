"""What features are made of, free of product words."""
