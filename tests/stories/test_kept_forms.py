"""A window closed by mistake: whatever was typed or chosen in it is there again, for its author alone."""

from typing import Any

import pytest

from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from tests.stages import leaps

from .reviews_office import with_eight

FORMS: list[tuple[str, str, dict[str, Any]]] = [
    (
        "ana",
        "/review new",
        {
            "name": "The hard quarter",
            "days": "Other days: the two below",
            "first": "2026-10-05",
            "last": "2026-11-20",
            "parts": ["Self", "Manager", "Upward: about the manager"],
            "kickoff": "2026-12-01",
            "due": "2026-12-15",
        },
    ),
    (
        "ana",
        "/pulse new",
        {
            "about": "Us, the team (peers)",
            "question": "We help each other",
            "minimum": "8 answers",
            "closes": "2026-12-04",
        },
    ),
    (
        "ben",
        "/goal set",
        {
            "title": "Close twelve deals",
            "target": "12 deals",
            "start": "2",
            "due": "2026-12-18",
            "why": "New logos are what grows us",
            "private": ["Private: only owner, whoever set it, and the owner's manager"],
        },
    ),
    (
        "ben",
        "/feedback ask",
        {"asked": ["dario", "hugo"], "question": "What should I stop?", "due": "2026-12-02"},
    ),
    (
        "ben",
        "/feedback @dario",
        {
            "audience": "Dario Conti and Ana Silva will see this.",
            "tone": "Praise: keep doing this",
            "what": "You listened",
            "effect": "They talked",
            "suggestion": "More of it",
            "skill": "discovery",
            "share": ["Praise: Dario Conti may share what happened as public kudos"],
        },
    ),
]


def held(actor: Actor) -> dict[str, Any]:
    """What the fields of the open form begin with, by name."""
    assert actor.modal is not None
    fields = [each for each in actor.modal.blocks if each["type"] == "input"]
    begin = {}
    for field in fields:
        initial = next((v for k, v in field["element"].items() if k.startswith("initial_")), None)
        options = initial if isinstance(initial, list) else [initial]
        words = [each["text"]["text"] if isinstance(each, dict) else each for each in options]
        begin[field["block_id"]] = words if isinstance(initial, list) else words[0]
    return begin


@pytest.mark.parametrize(("name", "command", "typed"), FORMS, ids=[command for _, command, _ in FORMS])
async def test_offered_again(stage: Stage, name: str, command: str, typed: dict[str, Any]) -> None:
    """Every field as it was; when it is sent, the form is as new."""
    await with_eight(stage)
    actor, other = (stage.actor(each).goes_to("#general") for each in (name, "emeka"))
    await actor.types(command)
    fresh = held(actor)
    await actor.fills(typed)
    await actor.closes(clear=True)

    await other.types(command)
    if other.modal is not None:
        assert held(other) | {"owner": None} == fresh | {"owner": None}, "each begins with themselves"
        await other.closes(clear=True)

    await actor.types(command)
    assert "This is what you typed before" in str(actor.modal and actor.modal.blocks)
    people = [stage.emulator.world.named(each, actor.user.team_id).id for each in typed.get("asked", ())]
    expected = fresh | typed | ({"asked": people} if people else {})
    assert held(actor) == expected
    outcome = await actor.submits()
    assert outcome.error is None
    await actor.closes(clear=True)
    await actor.types(command)
    assert held(actor) == fresh


async def test_a_day_that_has_gone_by(stage: Stage) -> None:
    """What was planned for yesterday is not offered again; the rest is."""
    await with_eight(stage)
    ana = stage.actor("ana").goes_to("#general")
    await ana.types("/review new")
    await ana.fills({"name": "Later", "kickoff": "2026-11-24", "due": "2026-12-24"})
    await ana.closes(clear=True)
    await leaps(stage.emulator, stage.emulator.clock.now().replace(day=30))
    await ana.types("/review new")
    begin = held(ana)
    assert begin["name"] == "Later"
    assert begin["kickoff"] == "2026-12-01"
    assert begin["due"] == "2026-12-24"


async def test_a_concern_and_a_check_in(stage: Stage) -> None:
    """The words that are hardest to find are not lost either."""
    await with_eight(stage)
    ana, ben = stage.actor("ana").goes_to("#general"), stage.actor("ben").goes_to("#general")
    await ana.types("/goal Win $300k by eoq for @ben")
    await ben.types("/goal counter G1")
    await ben.fills({"note": "The summer was slow"})
    await ben.closes(clear=True)
    await ben.types("/goal concern G1")
    await ben.fills({"note": "Two of my accounts"})
    await ben.closes(clear=True)
    await ana.types("/goal edit G1 $350k")
    await ben.types("/goal counter G1")
    assert held(ben) == {"target": "$350,000", "due": "2026-12-31", "note": "The summer was slow"}, (
        "what he did not touch is as it is now"
    )
    await ben.closes(clear=True)
    await ben.types("/goal concern G1")
    assert held(ben) == {"note": "Two of my accounts"}, "whatever Ana has changed meanwhile"
    await ben.submits({"note": "Two of my accounts went to Hugo"})
    await ben.closes(clear=True)

    await ben.types("/goal Make 200 calls by eoq")
    await ben.types("/goal checkin")
    fresh = held(ben)
    await ben.fills({"Wins": "Acme signed", "Blockers": "Legal"})
    await ben.closes(clear=True)
    await ben.types("/goal checkin")
    assert "This is what you typed before" in str(ben.modal and ben.modal.blocks)
    assert held(ben) == fresh | {"wins": "Acme signed", "blockers": "Legal"}
    outcome = await ben.submits()
    assert outcome.error is None
    await ben.closes(clear=True)
    await ben.types("/goal checkin")
    assert "This is what you typed before" not in str(ben.modal and ben.modal.blocks)
