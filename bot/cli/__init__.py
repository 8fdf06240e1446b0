"""The command line on the server: verbs, and what each of them runs."""
