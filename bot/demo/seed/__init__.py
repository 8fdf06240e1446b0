"""What the demo wakes up with, a file for each part of the product."""
