"""Help, as it is read and tried: what it says one may write is understood."""

import re

import pytest

from bot.demo.stage import Stage
from bot.registry import CATALOG

COMMANDS = sorted(CATALOG.help)
OPTIONAL = re.compile(r"\[[^\]]*\]")
# What is not understood is answered with one of these.
UNKNOWN = re.compile(
    r"do not understand|don't know|I know no|no metric that I know|How to write|What would you like to do"
    r"|I see nobody|To set a goal, say|^Write (it|`)|stands alone|two ways|needs a (length|day)"
)


@pytest.mark.parametrize("command", COMMANDS)
async def test_what_help_says_is_understood(stage: Stage, command: str) -> None:
    """Each usage, typed as it stands there without what is optional, is no question back."""
    ana = stage.actor("ana").goes_to("#sales")
    help_text = str((await ana.types(f"{command} help")).text)
    # What waits for her stands above the menu.
    menu = ("What would you like to do, Ana?", "Ana, 1 thing waits for you.")
    assert help_text in (*menu, f"How to write {command}")
    for usage, _ in CATALOG.help[command].usages:
        typed = f"{command} {OPTIONAL.sub('', usage)}".strip()
        outcome = await ana.types(typed)
        told = outcome.text or outcome.error or ""
        assert not UNKNOWN.search(told), (typed, told)
        if ana.modal is not None:
            await ana.closes(clear=True)


async def test_help_has_what_later_features_add(stage: Stage) -> None:
    """`/goal help` tells of check-ins, `/kudos help` of the workspace's own emoji and values."""
    ana = stage.actor("ana").goes_to("#sales")

    await ana.types("/goal help")
    assert "`/goal checkin`: report on all your goals at once" in str(ana.sees()[-1].blocks)

    await ana.types("/kudos help")
    shown = str(ana.sees()[-1].blocks)
    assert "`/kudos health [last month]`" in shown
    assert re.search(r"React with :\w+: to a message", shown)
    assert "Values here: `#" in shown


async def test_each_word_has_help(stage: Stage) -> None:
    """What may follow a word after `/pacer` is told there."""
    ana = stage.actor("ana").goes_to("#sales")
    for word in CATALOG.words:
        if CATALOG.topic_of_word(word):
            assert "How to write" in (await ana.types(f"/pacer {word} help")).text


# What was begun, or cannot be read, and the buttons of its answer: never a list of how all is written.
LED_ON = {
    "/goal accept": ["New goal", "My goals", "How to write it"],
    "/goal show": ["New goal", "My goals", "How to write it"],
    "/goal lst": ["New goal", "My goals", "How to write it"],
    "/goal soon": ["New goal", "My goals", "How to write it"],
    "/goal Win 1_200 deals": ["New goal", "My goals", "How to write it"],
    "/contest test": ["Contests", "How to write it"],
    "/learn give": ["Library", "How to write it"],
    "/mentor pause": ["Mentors", "How to write it"],
    "/coach done": ["My 1:1s", "How to write it"],
    "/metrics feed": ["Goals by numbers", "Team's numbers", "How to write it"],
    "/metrics lock": ["Rates, locks, fiscal year", "Team's numbers", "How to write it"],
    "/metrics nonsense": ["Team's numbers", "How to write it"],
    "/feedback note": ["Give feedback", "Ask for feedback", "How to write it"],
    "/feedback some words": ["Give feedback", "Ask for feedback", "How to write it"],
    "/pacer snooze nonsense": ["Snooze", "How to write it"],
    "/kudos nobody": ["Give kudos"],
}


async def test_what_is_not_understood_leads_on(stage: Stage) -> None:
    """With a button each; [How to write it] is the way to all of it, and a new goal begins with its form."""
    ana, wrong = stage.actor("ana"), dict[str, list[str]]()
    for typed, wanted in LED_ON.items():
        await ana.goes_to("#sales").types(typed)
        shown = [row["elements"] for row in ana.sees()[-1].blocks if row["type"] == "actions"]
        labels = [each["text"]["text"] for row in shown for each in row]
        wrong |= {} if labels == wanted and ana.modal is None else {typed: labels}
    assert wrong == {}

    await ana.goes_to("#sales").types("/goal accept")
    assert (await ana.clicks("doors.how")).ok
    assert "How to write /goal" in ana.sees()[-1].text
    for typed in ("/goal new", "/goal create", "/goal new goal"):
        await ana.types(typed)
        assert ana.modal is not None
        assert ana.modal.title == "Set a goal"
        await ana.closes(clear=True)
