"""Check-ins asked, answered and summarised; who may read, answer and plan them."""
