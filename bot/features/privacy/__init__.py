"""A person's own record: what is kept, who read it, its export; and how long words are kept."""
