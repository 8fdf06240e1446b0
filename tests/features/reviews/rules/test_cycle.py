"""Who reads which part when; long text in fields and back; drafts that stand on evidence."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput
from bot.features.evidence.rules import DealLine, EvidenceItem, Leaning, Source
from bot.features.reviews.rules.access import (
    READERS,
    PartKind,
    PartStage,
    ReviewParties,
    ReviewRole,
    may_read,
)
from bot.features.reviews.rules.cycle import (
    FIELD,
    LONGEST_ANSWER,
    MOST_FIELDS,
    CyclePlan,
    PartState,
    Peer,
    Section,
    actions_in,
    check_answers,
    check_chosen,
    check_named,
    checked,
)
from bot.features.reviews.rules.drafting import (
    MOST_OF_A_KIND,
    Promise,
    draft,
    heads_of,
    sentences,
    told_in,
    without_promised,
)
from bot.features.reviews.rules.text_chunks import answers_in, fields, join, laid_out, split

TODAY = date(2026, 11, 24)
DAYS = DateRange(date(2026, 10, 1), date(2027, 1, 1))
PLAN = CyclePlan(
    "Q4",
    1,
    DAYS,
    (PartKind.own, PartKind.manager),
    TODAY,
    TODAY + timedelta(days=21),
)
VIEWERS = {
    ReviewRole.author: "author",
    ReviewRole.person: "person",
    ReviewRole.manager: "manager",
    ReviewRole.peer: "another peer",
    ReviewRole.later: "new manager",
    ReviewRole.admin: "admin",
    ReviewRole.outsider: "cleo",
}
ITEM = EvidenceItem(Source.kudos, 1, date(2026, 11, 3), "Hugo: saved the Acme demo")
ITEMS = st.lists(
    st.builds(
        EvidenceItem,
        # That two talked, notes and reviews stand beside a draft.
        st.sampled_from([*{*Source} - {Source.note, Source.review, Source.talk}]),
        st.integers(1, 99),
        st.dates(date(2026, 10, 1), date(2026, 12, 31)),
        st.text(max_size=40),
        leaning=st.sampled_from(Leaning),
    ),
    unique_by=lambda item: item.key,
    max_size=30,
)


@pytest.mark.parametrize(("part", "stage", "role"), [*product(PartKind, PartStage, ReviewRole)])
def test_the_table_is_what_is_done(part: PartKind, stage: PartStage, role: ReviewRole) -> None:
    """Every role at every part at every stage; knowing, leading or administering somebody opens nothing."""
    parties = ReviewParties("author", "person", "manager")
    expected = role in READERS[part, stage]
    assert may_read(VIEWERS[role], part, stage, parties) is expected
    if role in (ReviewRole.peer, ReviewRole.later, ReviewRole.admin, ReviewRole.outsider):
        assert not expected
    if stage is PartStage.draft:
        assert expected is (role is ReviewRole.author)


def test_the_readme_prints_the_table() -> None:
    """Line by line."""
    printed = Path(__file__).parents[4].joinpath("docs/guide/reviews.md").read_text(encoding="utf-8")
    for (part, stage), roles in READERS.items():
        who = ", ".join(role.value for role in ReviewRole if role in roles)
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
def test_each_sentence_stands_on_its_evidence(items: list[EvidenceItem]) -> None:
    """All evidence is used once; the same gives the same bytes; without an item its words go; no ids."""
    said = sentences(items, DAYS)
    keys = [key for each in said for key in each.keys]
    assert sorted(keys) == sorted(item.key for item in items)
    assert draft(items, DAYS) == draft(list(items), DAYS)
    texts = "\n".join(draft(items, DAYS).values())
    for each in said:
        assert each.line in texts
        assert set(each.told) <= set(each.keys)
        assert len(each.parts) + each.more == len(each.keys)
    for item in items:
        left = [each for each in items if each is not item]
        assert item.key not in [key for each in sentences(left, DAYS) for key in each.keys]
    assert heads_of(items, DAYS).keys() == {item.key for item in items}


def test_a_draft() -> None:
    """What was promised last time stands first; what waits is not what went well."""
    missed = replace(ITEM, source=Source.goal, ref=4, line="Close 12 deals: missed", leaning=Leaning.better)
    reached = replace(missed, ref=5, line="Win $300k: done, 104%", leaning=Leaning.well)
    runs = replace(missed, ref=6, line="Visit ten hospitals: active, 40%", leaning=Leaning.next)
    result = replace(ITEM, source=Source.result, ref=1, line="Q4: 53% of quota, $212,800 of $400,000")
    agreed = [
        Promise("Sit in on two discovery calls", "done", "review:7"),
        Promise("ask who decides & when", "open", "review:7"),
    ]
    texts = draft(
        [ITEM, replace(ITEM, ref=2, line="Ana: R&amp;D &lt;3."), missed, reached, runs, result], DAYS, agreed
    )
    assert texts == {
        "well": "Agreed last time: Sit in on two discovery calls (done); ask who decides & when (open).\n"
        "Q4: 53% of quota, $212,800 of $400,000.\n"
        "Goals reached: Win $300k: done, 104% (3 Nov).\n"
        "Thanks: Hugo: saved the Acme demo (3 Nov); Ana: R&D <3. (3 Nov).",
        "better": "Goals missed: Close 12 deals: missed (3 Nov).",
        "next": "Goals under way: Visit ten hospitals: active, 40% (3 Nov).",
    }


def test_what_was_agreed_last_time_is_told_once() -> None:
    """Though it is an action of the 1:1s as well; other actions are told, done ones and what is due."""
    agreed = replace(ITEM, source=Source.action, ref=1, line="Sit in on two calls: done")
    recap = replace(agreed, ref=2, line="Recap mail: done")
    plan = replace(agreed, ref=3, line="Plan of the year: open, due", leaning=Leaning.next)
    promises = [Promise("Sit in on two calls", "done", "review:7", action_key="action:1")]
    items = without_promised([agreed, recap, plan], promises)
    assert draft(items, DAYS, promises) == {
        "well": "Agreed last time: Sit in on two calls (done).\nActions: Recap mail: done (3 Nov).",
        "better": "",
        "next": "Actions: Plan of the year: open, due (3 Nov).",
    }


def test_deals_are_netted() -> None:
    """One line a deal, of what is left of it; what was taken back whole, or lost, is not told."""
    lines = [(1, "R&amp;D", 100), (2, "Bolt", 50), (1, "R&amp;D", -100), (1, "R&amp;D", 80), (2, "Bolt", -50)]
    items = [
        replace(ITEM, source=Source.credit, ref=at, deal=DealLine(deal, name, Decimal(amount), "USD"))
        for at, (deal, name, amount) in enumerate(lines, 1)
    ]
    (said,) = sentences(items, DAYS)
    assert said.line == "1 deal won: R&D, $80 (3 Nov)."
    assert said.keys == ("credit:1", "credit:3", "credit:4")


def test_a_draft_of_two_years_names_them() -> None:
    """And a link is no more than its words: nobody wants Slack's signs in their text."""
    linked = replace(ITEM, line="Hugo: see <https://acme.com/a|our page> &amp; more")
    texts = draft([linked], DateRange(date(2025, 10, 1), date(2027, 1, 1)))
    assert texts["well"] == "Thanks: Hugo: see our page & more (3 Nov 2026)."


def test_a_draft_can_be_submitted() -> None:
    """However much there is: what does not fit is counted, never cut in silence."""
    many = [
        replace(ITEM, source=source, ref=number, line="x" * 2900)
        for source in (Source.kudos, Source.credit, Source.goal)
        for number in range(1, 9)
    ]
    texts = draft(many, DAYS, [Promise("y" * 120, "open", "review:7")] * 10)
    check_answers(texts)
    assert len(split(texts["well"])) <= MOST_FIELDS
    assert "more lines than fit here" in texts["well"].splitlines()[-1]


def test_a_draft_remembers_the_whole_time() -> None:
    """Of many the first and the last are told, and those between evenly; how many more stands beside them."""
    many = [replace(ITEM, ref=number) for number in range(1, 102)]
    (said,) = sentences(many, DAYS)
    assert said.told == tuple(f"kudos:{number}" for number in (1, 15, 29, 43, 58, 72, 86, 101))
    assert draft(many, DAYS)["well"].endswith("; and 93 more.")
    assert len(said.told) == MOST_OF_A_KIND


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"parts": (PartKind.own,)}, "parts"),
        ({"days": DateRange(TODAY, TODAY)}, "last"),
        ({"days": DateRange(date(2024, 1, 1), date(2027, 1, 1))}, "first"),
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
    for typed in ("", "\n", "x" * 121, "\n".join("abcdefghijk")):
        with pytest.raises(BadInput):
            actions_in(typed)
    # Only a bullet goes: what is part of the words stays.
    kept = ("-5% discount at most", "Become a 5*", "*Own* the demo")
    assert actions_in("\n".join(kept)) == kept
    for by_manager in (True, False):
        check_named(["a"], "pm", {}, by_manager=by_manager)
        for ids in ([], ["p"], ["m"], list("abcdef")):
            with pytest.raises(BadInput):
                check_named(ids, "pm", {}, by_manager=by_manager)


@pytest.mark.parametrize("state", PartState)
def test_peers_whom_the_manager_asked_are_not_the_persons_to_know(state: PartState) -> None:
    """However far they are: the person may name as many as if they were not there, and them as well."""
    asked = dict.fromkeys("bcdef", Peer(state))
    check_named(list("abcde"), "pm", asked, by_manager=False)
    for ids in (list("abcdef"), ["p"]):
        with pytest.raises(BadInput):
            check_named(ids, "pm", asked, by_manager=False)
    named = {who: Peer(state, "nominated") for who in "bc"}
    with pytest.raises(BadInput):
        check_named(["b"], "pm", named, by_manager=False)


def test_how_many_peers_a_manager_asks() -> None:
    """Five who write, or are to be chosen; whoever was not chosen may be asked after all."""
    four = dict.fromkeys("bcde", Peer(PartState.open))
    check_named(["a"], "pm", four, by_manager=True)
    check_named(["a", "b"], "pm", dict.fromkeys("cdefg", Peer(PartState.declined)), by_manager=True)
    check_named(["b"], "pm", {"b": Peer(PartState.refused, "refused")}, by_manager=True)
    for ids in (["b"], ["a", "f"]):
        with pytest.raises(BadInput):
            check_named(ids, "pm", four, by_manager=True)
    named = dict.fromkeys("bcde", Peer(PartState.nominated, "nominated"))
    with pytest.raises(BadInput, match="4 are there already"):
        check_named(["a", "f"], "pm", named, by_manager=True)
    check_chosen(["a"], four)
    with pytest.raises(BadInput, match="4 are asked already"):
        check_chosen(["a", "f"], four)


def test_an_open_form_keeps_its_fields() -> None:
    """Slack keeps what stands in a field that stays: none moves or goes, one more comes where it is full."""
    typed = {"well:1": "a" * 1000, "well:2": "b" * 900, "well:3": "", "better:1": "c" * 2600, "next:1": ""}
    assert laid_out(typed, Section.well) == ("a" * 1000, "b" * 900, "")
    assert laid_out(typed, Section.better) == ("c" * 2600, "")
    assert laid_out(typed, Section.next) == ("",)
    assert laid_out({}, Section.next) == ("",)
    full = {f"well:{number}": "x" * FIELD for number in range(1, MOST_FIELDS + 1)}
    assert len(laid_out(full, Section.well)) == MOST_FIELDS


def test_only_what_a_draft_tells_is_told() -> None:
    """What is only counted has not been on the screen."""
    for count in (MOST_OF_A_KIND + 1, 30):
        many = [replace(ITEM, ref=number) for number in range(1, count + 1)]
        told = told_in(draft(many, DAYS), many, DAYS)
        assert len(told) == MOST_OF_A_KIND
    assert told_in({"well": "Written by hand"}, many, DAYS) == []


def test_answers_have_an_end() -> None:
    """Four fields to a question; what is longer is refused with the count, beside its field."""
    check_answers({"well": join(("x" * FIELD,) * MOST_FIELDS)})
    for answers, field, told in (
        ({"well": " "}, "well:1", "a sentence at least"),
        ({"well": "x", "better": "y" * (LONGEST_ANSWER + 5)}, "better:1", "12,005 characters"),
    ):
        with pytest.raises(BadInput, match=told) as refusal:
            check_answers(answers)
        assert refusal.value.field == field
    assert len(fields("x" * (LONGEST_ANSWER - 1))) == MOST_FIELDS, "no fifth one"
    typed = {"well:2": "b", "well:1": "a", "next:1": "c", "well:10": "z", "tone": "praise"}
    assert answers_in(typed) == {"well": "a\nb\nz", "better": "", "next": "c"}
