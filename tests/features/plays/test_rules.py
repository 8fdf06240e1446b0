"""Words, outcomes, unusual wins, and what follows the command: by tables."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.common.errors import BadInput, Refusal
from bot.features.plays.commands import (
    GRAMMAR,
    ArchivePlay,
    FindPlays,
    ShowLosses,
    ShowPlay,
    UsePlay,
    WritePlay,
)
from bot.features.plays.rules.outcomes import UseCounts, count, difference, others
from bot.features.plays.rules.search import is_in_title, query_words, stored_words
from bot.features.plays.rules.settings import USUAL_REASONS, read_reasons
from bot.features.plays.rules.unusual import DecidedStory, amount_band, cycle_words, why_unusual
from bot.features.plays.rules.words import PlayWords, check_field, without_names
from tests.features.goals.office import BEN, TODAY

WORDS = {
    "Prix coûtant – DÉJÀ vu": "prix coutant deja vu",
    "a b cd": "cd",
    "NEAR('x* OR') -- ": "near or",
    "snake_case 2x 1e5": "snake case 2x 1e5",
    "Straße": "strasse",
    "折扣 ok": "q006298q006263 ok",
    "": "",
}
MEANT = {
    "": FindPlays(),
    "discount handling": FindPlays("discount handling"),
    "#discovery": FindPlays(skill="discovery"),
    "by <@U0BEN|ben>": FindPlays(author_id=BEN),
    "P4": ShowPlay(4),
    "new": WritePlay(),
    "used P4": UsePlay(4),
    "used cars": FindPlays("used cars"),
    "archive 4": ArchivePlay(4),
    "losses": ShowLosses(),
    "a &amp; b": FindPlays("a & b"),
    "#nothing": None,
    "what does <@U0BEN> do": None,
}


def test_words_are_the_same_everywhere() -> None:
    """Marks off, one case, two letters and more; what is not ASCII by its code; a prefix stays one."""
    assert {text: stored_words(text) for text in WORDS} == WORDS
    assert query_words("Déj déj x") == ("dej",)
    assert query_words("- * \" '") is None
    assert query_words(" ".join(f"w{number}" for number in range(31))) is None
    assert query_words("x" * 10_000) == ("x" * 60,)
    assert stored_words("折扣").startswith(query_words("折折")[0][:7])  # type: ignore[index]
    assert is_in_title(("who", "sig"), "Who else signs")
    assert not is_in_title(("who", "igns"), "Who else signs")


def test_what_follows_the_command() -> None:
    """Each way to write it; None: it is refused."""
    wrong = []
    for typed, wanted in MEANT.items():
        try:
            found: object = GRAMMAR.parse(typed, None)
        except Refusal:
            found = None
        if found != wanted:
            wrong.append((typed, found))
    assert wrong == []


def test_outcomes_are_counted_honestly() -> None:
    """Deals that are gone count nowhere; no comparison below twenty; the worked figure of the design."""
    uses = [("a", "won"), ("a", "lost"), ("b", "open"), ("b", "gone"), ("c", "")]
    assert count(uses) == UseCounts(people=2, won=1, lost=1, open=1)
    assert others([(1, True), (2, False), (3, True)], {1}) == (1, 2)
    found = difference(11, 24, 25, 80)
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((0.145185, -0.036379, 0.326749), abs=1e-6)
    assert difference(10, 19, 25, 80) is None
    assert difference(11, 24, 5, 19) is None


BACK = "won with an account that was lost before"


def _won(number: int, day: int, **facts: object) -> DecidedStory:
    plain = {"amount": Decimal(1000), "cycle": 30, "category": "New", "account": f"a{number}"}
    return DecidedStory(number, True, TODAY + timedelta(days=day), **{**plain, **facts})  # type: ignore[arg-type]


def test_which_wins_are_unusual() -> None:
    """Largest, fastest, won back, first of its kind; what came later counts for nothing."""
    before = [_won(number, -number) for number in range(1, 6)]
    lost = DecidedStory(90, False, TODAY - timedelta(days=365), None, None, "", " Acme ")
    older = DecidedStory(91, False, TODAY - timedelta(days=366), None, None, "", "Acme")
    later = _won(92, 1, amount=Decimal(9000))
    table = {
        "largest": (_won(50, 0, amount=Decimal(1001)), [*before, later], "your largest deal so far"),
        "as large": (_won(50, 0), before, ""),
        "four before": (_won(50, 0, amount=Decimal(1001)), before[:4], ""),
        "fastest": (_won(50, 0, cycle=29), before, "your fastest deal so far"),
        "won back": (_won(50, 0, account="ACME"), [*before, lost], BACK),
        "long ago": (_won(50, 0, account="ACME"), [*before, older], ""),
        "first of its kind": (_won(50, 0, category="Renewal"), before, "your first deal of its kind"),
        "no kind": (_won(50, 0, category=""), before, ""),
    }
    found = {name: why_unusual(deal, rest) for name, (deal, rest, _) in table.items()}
    assert found == {name: wanted for name, (_, _, wanted) in table.items()}
    bands = {9_999: "under $10,000", 10_000: "under $25,000", 300_000: "over $250,000"}
    assert {each: amount_band(Decimal(each), "USD") for each in bands} == bands
    assert amount_band(None, "USD") == ""
    assert cycle_words(21, [40, 30, 50, 60, 45]) == "21 days, usually 45"


def test_reasons_keep_their_keys() -> None:
    """A name that is known keeps its key; what is left out is retired, for what was told before."""
    found = read_reasons("Price or terms\n\nNo budget\nno  budget ", USUAL_REASONS)
    kept = [(each.key, each.name) for each in found if not each.is_retired]
    assert kept == [("price", "Price or terms"), ("no_budget", "No budget"), ("no_budget_2", "no budget")]
    assert {each.key for each in found if each.is_retired} == {"nothing", "rival", "fit", "people"}
    assert [each.key for each in read_reasons("They did nothing", found) if not each.is_retired] == [
        "nothing"
    ]
    with pytest.raises(BadInput, match=r"Write 1 to 8 reasons, one a line\."):
        read_reasons("\n".join(f"r{number}" for number in range(9)), USUAL_REASONS)


def test_names_of_customers_are_replaced() -> None:
    """In every field, in any case, as whole words; unless the author lets them be named."""
    told = ("ORBIT Ltd was stuck", "orbital stays; Orbit went", "w")
    words = PlayWords("How Orbit signed", "discovery", *told)
    calm = without_names(words, ("Orbit", "Orbit Ltd", "x"))
    assert calm.title == "How the customer signed"
    assert calm.situation == "the customer was stuck"
    assert calm.did == "orbital stays; the customer went"
    named = PlayWords("Orbit", "discovery", "Orbit", "Orbit", "Orbit", may_name=True)
    assert without_names(named, ("Orbit",)) == named
    with pytest.raises(BadInput, match=r"That is 1,263 characters: 1,200 are the most\."):
        check_field("x" * 1263, 1200)
    with pytest.raises(BadInput, match=r"Write at least 20 characters in each field\."):
        check_field("short", 1200)
