"""What is typed on the server: the verbs, and what each of them does there."""
