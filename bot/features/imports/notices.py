"""The notice kinds of imports; stored, so they never change."""

FILE, REJECTS, REFUSED = "intake.file", "intake.rejects", "intake.refused"
