"""A second opinion about a sentence: which sentences with a known meaning it is like. Pure."""
