"""The words after `/coach`, and what they mean; pure."""
