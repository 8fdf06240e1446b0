"""What is told of deliveries that failed."""

TROUBLE = "operations.trouble"
