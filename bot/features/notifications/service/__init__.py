"""When people may be written to: what each decides for themselves, and the check before each send."""
