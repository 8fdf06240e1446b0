"""What is delivered about the library: that something is on one's list."""

from dataclasses import dataclass
from datetime import date

from bot.deliveries.notices import Notice


@dataclass(frozen=True)
class AssignmentReminder(Notice):
    """To whose list it is on: `title` (raw), how long it takes, who gave it ("": the path, or oneself)."""

    kind = "library.reminder"
    assignment_id: int
    title: str
    minutes: int
    by: str = ""
    due_on: date | None = None
    is_path: bool = False
