"""One folder a feature, the same file names in each."""
