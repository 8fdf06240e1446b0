"""Selection of what is celebrated and how it is worded; pure."""
