"""How blocks are looked at in tests: by whom, when, and in which message."""

from datetime import UTC, datetime

from bot.emulator.page.blocks.render_context import RenderContext
from bot.emulator.page.dates import When

LOOK = RenderContext(
    {"U0BEN2WLK9": "Ben Walker", "U0ANA4SLV7": "Ana Silva", "C0WINS3NWD": "wins"},
    When(datetime(2026, 11, 23, 9, tzinfo=UTC), "Europe/London"),
    "C1:1.0",
)
