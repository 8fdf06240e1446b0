"""What is told of files that were sent."""

FILE, REJECTS, REFUSED = "intake.file", "intake.rejects", "intake.refused"
