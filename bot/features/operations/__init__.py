"""For the admin: what Pacer sent, what waits, what failed and why; and a word when something needs them."""
