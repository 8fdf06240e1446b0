"""Signs that Slack escapes (`&`, `<`, `>`): shown once, as typed, in messages, windows and fields."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.demo.stage import Stage

COMMANDS = (
    "/goal",
    "/kudos",
    "/metrics",
    "/leaderboard",
    "/contest",
    "/feedback",
    "/pulse",
    "/review",
    "/pacer",
)
BEGUN = (
    *COMMANDS,
    "/goal Win <40k> & more of",
    "/goal Close 12 deals by",
    "/goal Close 12 deals because",
    "/goal update",
    "/goal done",
    "/goal list",
    "/goal history",
    "/goal checkin",
    "/kudos @ben",
    "/kudos top",
    "/metrics why",
    "/metrics log won 5k",
    "/metrics rate",
    "/metrics lock before",
    "/metrics quota",
    "/metrics export",
    "/metrics help",
    "/metrics dispute",
    "/leaderboard help",
    "/contest test",
    "/contest launch",
    "/feedback @ben",
    "/feedback ask @ben about",
    "/review open",
    "/pacer snooze",
    "/pacer evidence",
    "/pacer teams",
    "/pacer calendar",
    "/pacer schedules",
    "/pacer help",
)
_SNAPSHOT = Path(__file__).parents[1] / "snapshots" / "tour.json"


def wrongly_escaped(shown: Any) -> Iterator[str]:
    """Texts of messages and windows with signs escaped twice, or at all where Slack shows plain text."""
    if isinstance(shown, list):
        for each in shown:
            yield from wrongly_escaped(each)
    if isinstance(shown, str) and any(f"&amp;{name};" in shown for name in ("amp", "lt", "gt")):
        yield shown
    if not isinstance(shown, dict):
        return
    plain = [shown.get("initial_value")]
    if shown.get("type") == "plain_text":
        plain.append(shown.get("text"))
    for text in plain:
        if isinstance(text, str) and any(f"&{name};" in text for name in ("amp", "lt", "gt")):
            yield text
    for each in shown.values():
        yield from wrongly_escaped(each)


def test_no_screen_of_the_tour_shows_an_escape() -> None:
    """The demo has a customer named Kite & Co: in lists, evidence, drafts and forms."""
    shown = _SNAPSHOT.read_text()
    assert "Kite &amp; Co" in shown
    assert list(wrongly_escaped(json.loads(shown))) == []


async def test_words_after_every_command(stage: Stage) -> None:
    """Understood or not: what was typed is repeated as it was."""
    ana, wrong = stage.actor("ana").goes_to("#sales"), []
    for begun in BEGUN:
        for rest in ("R&D <now>", "“R&D <now>”"):
            outcome = await ana.types(f"{begun} {rest}")
            assert outcome.ok, (begun, outcome.error)
            shown = [each.blocks or each.text for each in ana.sees()[-2:]]
            if ana.modal is not None:
                shown.append(ana.modal.blocks)
                await ana.closes(clear=True)
            wrong += [(begun, text) for text in wrongly_escaped(shown)]
    assert not wrong, "\n".join(map(str, wrong))


async def test_words_in_forms(stage: Stage) -> None:
    """Set by command or form; shown in lists, cards, forms to change them, evidence and messages."""
    ana, ben = stage.actor("ana").goes_to("#sales"), stage.actor("ben").goes_to("#sales")
    await ana.types("/goal")
    await ana.clicks("goals.new")
    await ana.submits({"title": "Win R&D <now>", "target": "12", "why": "R&D <counts>"})
    await ana.closes(clear=True)
    await ana.types("/kudos @ben saved R&D <now>")
    await ana.types("/feedback @ben")
    await ana.submits({"what": "You saved R&D <now>"})
    await ana.closes(clear=True)
    await stage.emulator.settled()
    shown: list[Any] = []
    for actor, typed in ((ana, "/goal list"), (ana, "/goal"), (ben, "/feedback"), (ben, "/pacer evidence")):
        await actor.types(typed)
        shown.append(actor.sees()[-1].blocks)
        if actor.modal is not None:
            shown.append(actor.modal.blocks)
            await actor.closes(clear=True)
    ben.goes_to("@Pacer")
    shown += [each.blocks or each.text for each in ben.sees()]
    assert "R&amp;D &lt;now&gt;" in str(shown)
    assert not list(wrongly_escaped(shown))
