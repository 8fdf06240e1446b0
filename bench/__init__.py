"""Scripts that measure speed, side by side in one run, and print a table."""
