"""Plain words: a sentence is read as the command that answers it, without any model."""
