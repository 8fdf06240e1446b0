"""What is typed into a form and not sent yet: kept for its author, offered again, gone when it is sent."""
