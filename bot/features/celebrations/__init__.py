"""Celebrations: what went well is said once, where the team talks, in the workspace's own tone."""
