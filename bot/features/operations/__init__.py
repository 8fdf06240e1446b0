"""For admins: what was sent, what waits, what failed and why; and a notice when deliveries fail."""
