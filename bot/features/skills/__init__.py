"""Skills: what sellers of each role can get better at, in lines that others can see or hear."""
