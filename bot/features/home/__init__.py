"""The App Home, and the /pacer command that leads to everything."""
