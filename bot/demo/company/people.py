"""What people of the company do about what waits for them, by the buttons and forms that they see."""

import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.emulator.client.actor import Actor
from bot.features.pulse.views import AGREES
from bot.framework.needs import Need

Luck = random.Random
Does = Callable[[Actor, Need, Luck], Awaitable[None]]

_MOODS = ("on_track",) * 7 + ("at_risk",) * 2 + ("off_track",)
_BLOCKERS = ("The contract waits for legal", "Their buyer is on leave until the 10th", "No demo account yet")
_PRAISE = (
    "You let them finish, every time",
    "Your summary mail saved us a call",
    "You asked who else decides",
)
_CONCERNS = ("Two of my accounts went to a colleague in October.", "I am away for ten days of it.")
_ANSWERS = ("Let us look at it together on Friday.", "Fair. Tell me what you would take off first.")
_REVIEW = ("Two new logos, and fewer discounts.", "Too many first calls without a second.", "Discovery.")


def luck_of(seed: int, who: str, key: str) -> Luck:
    """What decides about one thing that waits for one person: the same whenever they look."""
    return random.Random(f"{seed} {who} {key}")  # noqa: S311 - a story, not a secret


async def see_to(actor: Actor, need: Need, luck: Luck, today: date) -> None:
    """Does what the need asks for, if its day has come and they are of a mind to.

    NotSeen: there is no button for it in their messages any more.
    """
    habit = _HABITS.get(need.kind)
    if habit is None:
        return
    wanted, wait = luck.random() < habit.likely, timedelta(days=luck.randint(*habit.days))
    first = need.due - wait if habit.before_due and need.due else need.since.date() + wait
    if wanted and today >= first:
        await habit.does(actor.goes_to("@Pacer"), need, luck)


async def _checks_in(actor: Actor, need: Need, luck: Luck) -> None:
    """A tap for each goal that is asked about; now and then somebody is blocked, and says by what."""
    asked = [block for message in actor.sees() for block in message.blocks]
    ids = [str(block.get("block_id", "")) for block in asked]
    goals = [each.removeprefix("goal:") for each in ids if each.startswith(f"goal:{need.value}:")]
    for number, goal in enumerate(dict.fromkeys(goals)):
        blocked = number == 0 and luck.random() < 0.08
        mood = "blocked" if blocked else luck.choice(_MOODS)
        await actor.clicks(f"checkins.mood:{mood}", value=goal)
        if blocked and actor.modal is not None:
            await actor.submits({"words": luck.choice(_BLOCKERS)})


async def _answers_goal(actor: Actor, need: Need, luck: Luck) -> None:
    """Seven of ten agree, two offer a later day, one has a concern."""
    said = luck.random()
    if said < 0.7:
        await actor.clicks("goals.act:accept", value=f"{need.value}:")
    elif said < 0.9:
        await actor.clicks("goals.form:counter", value=f"{need.value}:")
        await sends(
            actor, {"target": _four_fifths(actor), "note": "I would rather promise less and keep it."}
        )
    else:
        await actor.clicks("goals.form:raise_concern", value=f"{need.value}:")
        await sends(actor, {"note": luck.choice(_CONCERNS)})


def _four_fifths(actor: Actor) -> str:
    """Of the number that stands in the form."""
    blocks = actor.modal.blocks if actor.modal else []
    said = [each["element"].get("initial_value", "") for each in blocks if each.get("block_id") == "target"]
    digits = "".join(filter(str.isdigit, "".join(said).split(".")[0]))
    return str(max(1, int(digits or 1) * 4 // 5))


async def _answers_concern(actor: Actor, need: Need, luck: Luck) -> None:
    await actor.clicks("goals.form:answer_concern", value=f"{need.value}:")
    await sends(actor, {"note": luck.choice(_ANSWERS)})


async def _gives_feedback(actor: Actor, need: Need, luck: Luck) -> None:
    await actor.clicks(need.action_id, value=need.value)
    await sends(actor, {"tone": "Praise: keep doing this", "what": luck.choice(_PRAISE)})


async def _writes_review(actor: Actor, need: Need, luck: Luck) -> None:
    await actor.clicks(need.action_id, value=need.value)
    view = actor.modal
    asked = [block["block_id"] for block in view.blocks if block["type"] == "input"] if view else []
    await sends(actor, dict(zip(asked, _REVIEW, strict=False)))


async def _answers_pulse(actor: Actor, need: Need, luck: Luck) -> None:
    await actor.clicks(need.action_id, value=need.value)
    await sends(actor, {"score": AGREES[luck.choice((3, 4, 4, 5))]})


async def _says_they_talked(actor: Actor, need: Need, luck: Luck) -> None:
    await actor.clicks("coaching.yes", value=need.key.partition(":")[2])


async def _is_done(actor: Actor, need: Need, luck: Luck) -> None:
    await actor.opens_home()
    await actor.clicks(need.action_id, value=need.value)


async def _confirms(actor: Actor, need: Need, luck: Luck) -> None:
    await actor.clicks("metrics.own_confirm", value=need.value)


async def sends(actor: Actor, values: Mapping[str, str]) -> None:
    """Sends the form that has opened; closes it where it is not taken."""
    if actor.modal is None:
        return
    outcome = await actor.submits(values)
    if outcome.error or actor.modal is not None:
        await actor.closes(clear=True)


@dataclass(frozen=True)
class _Habit:
    """How likely somebody does this at all, and within how many days of being asked (or before its day)."""

    likely: float
    days: tuple[int, int]
    does: Does
    before_due: bool = False


_HABITS: Mapping[str, _Habit] = {
    "checkins.answer": _Habit(0.75, (0, 0), _checks_in),
    "goals.answer": _Habit(1, (1, 2), _answers_goal),
    "goals.concern": _Habit(1, (1, 2), _answers_concern),
    "feedback.answer": _Habit(0.9, (1, 3), _gives_feedback),
    "reviews.write": _Habit(1, (2, 2), _writes_review, before_due=True),
    "pulse.answer": _Habit(0.8, (0, 1), _answers_pulse),
    "coaching.say": _Habit(0.95, (0, 1), _says_they_talked),
    "coaching.item": _Habit(0.8, (0, 1), _is_done, before_due=True),
    "metrics.confirm": _Habit(1, (0, 1), _confirms),
}
