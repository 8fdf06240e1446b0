"""The workspace's working calendar and its days off; pure."""
