"""Words of a resource, the order of the shelf, and who gets which item of a path: by tables."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.common.errors import BadInput, Refusal
from bot.features.library.commands.intents import ChangePath, CloseOwn, GiveResource, ShowPath, ShowShelf
from bot.features.library.commands.parser import GRAMMAR
from bot.features.library.rules.facts import (
    Assignment,
    AssignmentOrigin,
    AssignmentState,
    PathItem,
    Resource,
    Votes,
)
from bot.features.library.rules.paths import is_new, next_item, passed
from bot.features.library.rules.shelf import in_order, link_of
from bot.features.library.rules.words import ResourceWords, read_resource
from tests.features.goals.office import BEN, NOW, TODAY

ADDRESS = "Write an address that begins with https:// or http://."
STALE = timedelta(days=90)
READ = {
    "https://x.io/a Questions that open #discovery 15 min": ("Questions that open", "discovery", 15),
    "http://x.io/a?b=c #closing The last week": ("The last week", "closing", 15),
    "https://x.io 2 min pitch, taken apart #discovery 40min": ("pitch, taken apart 40min", "discovery", 2),
}
REFUSED = {
    "ftp://x.io a #discovery": ADDRESS,
    "javascript:alert(1) a #discovery": ADDRESS,
    "x.io a #discovery": ADDRESS,
    "https:// a #discovery": ADDRESS,
    "https://me:pw@x.io a #discovery": "The address holds a user name: leave it out.",
    f"https://x.io/{'a' * 500} a #discovery": "At most 500 characters; this has 513.",
    "https://x.io #discovery": "Write a title.",
    "https://x.io \u200b\u202e\u2060 #discovery": "Write a title.",
    f"https://x.io/{'&' * 300} a #discovery": "That address has too many signs such as &: leave some out.",
    "https://x.io a": "Which skill is it for? Add one of a rubric, such as #discovery.",
    "https://x.io a #discovry": "There is no skill “discovry”: did you mean #discovery?",
    "https://x.io a #discovery 0 min": "Write 1 to 600 minutes.",
}
MEANT = {
    "": ShowShelf(),
    "#discovery": ShowShelf("discovery"),
    "own pipeline": ShowShelf("prospecting"),
    "ae": ShowShelf(role="ae"),
    "give R7 <@U0BEN|ben> by friday": GiveResource(7, BEN, date(2026, 11, 27)),
    "give 7 <@U0BEN>": GiveResource(7, BEN, None),
    "mine r7 until 4 dec": GiveResource(7, "", date(2026, 12, 4)),
    "done R7": CloseOwn(7, True),
    "decline R7": CloseOwn(7, False),
    "path": ShowPath(),
    "path account executives": None,
    "path Account executive": ShowPath("ae"),
    "path ae": ShowPath("ae"),
    "path ae add R7 after R3": ChangePath("ae", 7, True, 3),
    "path AE drop R7": ChangePath("ae", 7, False),
    "give R7": None,
    "done": None,
    "done R7 please": None,
    "path ae drop R7 after R3": None,
    "path ceo add R7": None,
    "give R7 <@U0BEN> by fryday": None,
    "what is this": None,
}


def test_what_is_typed_of_a_resource() -> None:
    """Address, title, skill and minutes; everything else is refused in one sentence."""
    wrong: list[tuple[str, object]] = []
    for typed, (title, skill, minutes) in READ.items():
        wanted = ResourceWords(typed.split()[0], title, skill, minutes)
        if read_resource(typed) != wanted:
            wrong.append((typed, read_resource(typed)))
    for typed, sentence in REFUSED.items():
        try:
            wrong.append((typed, read_resource(typed)))
        except BadInput as refusal:
            if str(refusal) != sentence:
                wrong.append((typed, str(refusal)))
    assert wrong == []


def test_what_follows_the_command() -> None:
    """Each way to write it; None: it is refused."""
    wrong = []
    for typed, wanted in MEANT.items():
        try:
            found: object = GRAMMAR.parse(typed, TODAY)
        except Refusal:
            found = None
        if found != wanted:
            wrong.append((typed, found))
    assert wrong == []


def _resource(number: int, **facts: object) -> Resource:
    plain = Resource(number, f"t{number}", "https://x.io", "discovery", 15, BEN, NOW, NOW, None)
    return replace(plain, **facts)  # type: ignore[arg-type]


def test_the_shelf_stands_in_order() -> None:
    """Skill as in the rubrics, live before stale, useful share from five answers on, then the newest."""
    old = NOW - timedelta(days=100)
    found = in_order(
        [
            _resource(1, skill="closing"),
            _resource(2, confirmed_at=old, added_at=old),
            _resource(3, added_at=NOW - timedelta(days=2)),
            _resource(4, added_at=NOW - timedelta(days=1)),
            _resource(5, added_at=old),
            _resource(6, skill="research"),
        ],
        {5: Votes(4, 5), 3: Votes(4, 4), 2: Votes(9, 9)},
        STALE,
        NOW,
    )
    assert [each.id for each in found] == [6, 5, 4, 3, 2, 1]
    assert link_of(_resource(1, title="<!here>|x", url="https://x.io/?a=<b>|c&d")) == (
        "<https://x.io/?a=&lt;b&gt;%7Cc&amp;d|&lt;!here&gt;/x>"
    )


@pytest.mark.parametrize(("days", "new"), [(-1, False), (0, True), (89, True), (90, False)])
def test_who_is_new(days: int, new: bool) -> None:
    """From the first day on, for ninety days; nobody whose first day is not known."""
    assert is_new(TODAY - timedelta(days=days), TODAY) is new
    assert not is_new(None, TODAY)


def _on_list(resource_id: int, state: AssignmentState, closed: datetime | None = None) -> Assignment:
    return Assignment(1, resource_id, BEN, "", None, state, AssignmentOrigin.path, NOW, closed)


def test_who_gets_which_item_of_a_path() -> None:
    """One at a time, a week after the last, in order, without what is stale or was there before."""
    items = [PathItem(each, _resource(each), is_skipped=each == 2) for each in (1, 2, 3)]
    open_one = _on_list(1, AssignmentState.assigned)
    done = _on_list(1, AssignmentState.done, NOW - timedelta(days=7))
    fresh = _on_list(1, AssignmentState.declined, NOW - timedelta(days=7) + timedelta(seconds=1))
    table = {
        (): 1,
        (open_one,): None,
        (done,): 3,
        (fresh,): None,
        (done, _on_list(3, AssignmentState.done, NOW)): None,
    }
    wrong = {
        own: found
        for own, wanted in table.items()
        if (found := (item := next_item(items, own, NOW)) and item.id) != wanted
    }
    assert wrong == {}
    assert passed(items, [done, open_one]) == 1
