"""How requests reach the app: Socket Mode, HTTP with retries, faults."""
