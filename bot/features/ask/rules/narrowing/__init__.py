"""What narrows a figure beside whose it is. Pure."""
