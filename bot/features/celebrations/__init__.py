"""Celebrations: a success is announced once, in the channel of the team, in the tone the workspace chose."""
