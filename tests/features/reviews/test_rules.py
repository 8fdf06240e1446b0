"""Who reads which part when; long text in fields and back; drafts that stand on evidence."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.errors import BadInput
from bot.common.spans import Span
from bot.features.evidence.rules import Item, Leaning, Source
from bot.features.reviews.access_rules import READERS, Part, Parties, Role, Stage, may_read
from bot.features.reviews.drafting import MOST_OF_A_KIND, Promise, draft, sentences
from bot.features.reviews.pages import FIELD, fields, join, split
from bot.features.reviews.rules import Plan, actions_in, check_peers, checked

TODAY = date(2026, 11, 24)
PLAN = Plan(
    "Q4",
    1,
    Span(date(2026, 10, 1), date(2027, 1, 1)),
    (Part.own, Part.manager),
    TODAY,
    TODAY + timedelta(days=21),
)
VIEWERS = {
    Role.author: "author",
    Role.person: "person",
    Role.manager: "manager",
    Role.peer: "another peer",
    Role.later: "new manager",
    Role.admin: "admin",
    Role.outsider: "cleo",
}
ITEM = Item(Source.kudos, 1, date(2026, 11, 3), "Hugo: saved the Acme demo")
ITEMS = st.lists(
    st.builds(
        Item,
        st.sampled_from([each for each in Source if each not in (Source.note, Source.review)]),
        st.integers(1, 99),
        st.dates(date(2026, 10, 1), date(2026, 12, 31)),
        st.text(max_size=40),
        leaning=st.sampled_from(Leaning),
    ),
    unique_by=lambda item: item.key,
    max_size=30,
)


@pytest.mark.parametrize(("part", "stage", "role"), [*product(Part, Stage, Role)])
def test_the_table_is_what_is_done(part: Part, stage: Stage, role: Role) -> None:
    """Every role at every part at every stage; knowing, leading or administering somebody opens nothing."""
    parties = Parties("author", "person", "manager")
    expected = role in READERS[part, stage]
    assert may_read(VIEWERS[role], part, stage, parties) is expected
    if role in (Role.peer, Role.later, Role.admin, Role.outsider):
        assert not expected
    if stage is Stage.draft:
        assert expected is (role is Role.author)


def test_the_readme_prints_the_table() -> None:
    """Line by line."""
    printed = Path(__file__).parents[3].joinpath("README.md").read_text(encoding="utf-8")
    for (part, stage), roles in READERS.items():
        who = ", ".join(role.value for role in Role if role in roles)
        assert f"| {part.value} | {stage.value} | {who} |\n" in printed


@given(st.lists(st.text(max_size=FIELD), min_size=1, max_size=4))
def test_nothing_typed_is_lost(typed: list[str]) -> None:
    """What was typed into fields comes back in fields that Slack takes, and is the same text."""
    text = join(tuple(typed))
    assert all(len(part) <= FIELD for part in split(text))
    assert join(split(text)) == text
    assert join(fields(text)) == text


def test_a_full_field_gets_another() -> None:
    """There is always room to go on."""
    assert fields("x") == ("x",)
    assert fields("x" * FIELD) == ("x" * FIELD, "")
    assert split("a" * FIELD + "\n" + "b") == ("a" * FIELD, "b")


@given(ITEMS)
def test_each_sentence_stands_on_its_evidence(items: list[Item]) -> None:
    """All evidence is used once; the same gives the same bytes; without an item its sentence goes."""
    said = sentences(items)
    keys = [key for each in said for key in each.keys]
    assert sorted(keys) == sorted(item.key for item in items)
    assert draft(items) == draft(list(items))
    texts = "\n".join(draft(items).values())
    for each in said:
        assert f"[{', '.join(each.keys)}]" in texts
    for item in items:
        left = [each for each in items if each is not item]
        assert item.key not in [key for each in sentences(left) for key in each.keys]


def test_a_draft() -> None:
    """What was promised last time stands first; what waits is not what went well."""
    missed = Item(Source.goal, 4, date(2026, 12, 1), "G4 Close 12 deals: missed", leaning=Leaning.better)
    texts = draft([ITEM, missed], [Promise("Read one book", "open")])
    assert texts == {
        "well": "- Agreed last time: Read one book: open\n"
        "- Thanked by Hugo: saved the Acme demo (3 Nov) [kudos:1]",
        "better": "- Goal G4 Close 12 deals: missed (1 Dec) [goal:4]",
        "next": "",
    }
    many = [replace(ITEM, ref=number) for number in range(1, MOST_OF_A_KIND + 4)]
    assert "And 3 earlier of kudos. [kudos:1, kudos:2, kudos:3]" in draft(many)["well"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"parts": (Part.own,)}, "parts"),
        ({"days": Span(TODAY, TODAY)}, "last"),
        ({"kickoff_on": TODAY - timedelta(days=1)}, "kickoff"),
        ({"due_on": TODAY}, "due"),
        ({"due_on": TODAY + timedelta(days=181)}, "due"),
    ],
)
def test_what_is_no_cycle(change: dict[str, object], field: str) -> None:
    """Told beside its field."""
    checked(PLAN, TODAY)
    with pytest.raises(BadInput) as refusal:
        checked(replace(PLAN, **change), TODAY)  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_actions_and_peers() -> None:
    """One action a line; peers are others."""
    assert actions_in("- Read one book\n\n• Two demos a week ") == ("Read one book", "Two demos a week")
    for typed in ("", "\n", "x" * 151, "\n".join("abcdefghijk")):
        with pytest.raises(BadInput):
            actions_in(typed)
    check_peers(["a"], "p", "m")
    for ids in ([], ["p"], ["m"], list("abcdef")):
        with pytest.raises(BadInput):
            check_peers(ids, "p", "m")
