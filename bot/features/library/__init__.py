"""Things to read, watch and try: by skill and role, given with a day, done by one's own word."""
