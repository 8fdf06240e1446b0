"""The state of the emulated workspaces: world, clock, rate limits, errors."""
