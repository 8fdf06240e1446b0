"""What is said before an action, and of what came of it: the exact words."""

from datetime import date

from bot.features.skills.rules import outcome_facts as facts
from bot.features.skills.rules.outcome import (
    EffectBaseline,
    OutcomeWord,
    conversion_outcome,
    count_outcome,
    count_word,
    visible_change,
)
from bot.features.skills.rules.shrinkage import Trials, prior_of
from tests.features.skills.rules.people_like_you import Q

ACTION = facts.WatchedAction("U1", "Recap mail after each demo", "win_rate", date(2026, 11, 2))


def baseline() -> EffectBaseline:
    """12 of 80 before, beside six others."""
    prior = prior_of(Q)
    assert prior is not None
    return EffectBaseline(prior, Trials(12, 80))


def card(after: Trials, *, histories: int = 4, is_alone: bool = False) -> facts.OutcomeCard:
    """The outcome of these deals."""
    found = conversion_outcome(baseline(), after)
    return facts.OutcomeCard(ACTION, found.word(), baseline().expected, after, found, histories, is_alone)


def test_before_anything_is_done() -> None:
    """Rounded up: what is told can be seen."""
    found = facts.VisibleBeforehand(40, date(2026, 2, 20), visible_change(baseline(), 40))
    assert facts.beforehand(found) == (
        "With about 40 decided deals by Fri 20 Feb, "
        "only a change of some 26 points could be told from chance."
    )


def test_the_four_words() -> None:
    """Moved, cannot tell yet, did not move, too few to say."""
    rows = [
        (
            Trials(12, 40),
            "*Recap mail after each demo: cannot tell yet.*",
            "Win rate: 27% was to be expected without it, 30% since (12 of 40): +3 points, from -16 to +16.",
        ),
        (
            Trials(21, 40),
            "*Recap mail after each demo: moved.*",
            "Win rate: 27% was to be expected without it, 53% since (21 of 40): +26 points, from +7 to +39.",
        ),
        (
            Trials(34, 160),
            "*Recap mail after each demo: did not move.*",
            "Win rate: 27% was to be expected without it, 21% since (34 of 160): -5 points, from -19 to +3. "
            "Something else may help more.",
        ),
    ]
    for after, headline, numbers in rows:
        found = card(after)
        assert (facts.headline(found), facts.numbers(found)) == (headline, numbers)
    few = facts.OutcomeCard(ACTION, OutcomeWord.too_few, 0.27, Trials(3, 12), None, 4, is_alone=False)
    assert facts.headline(few) == "*Recap mail after each demo: too few to say.*"
    assert facts.numbers(few) == "Win rate: only 12 since, which is too few to say anything."
    assert facts.caution(few) == ""


def test_how_it_was_judged_is_said() -> None:
    """With little history, and with nobody to compare with."""
    careful = "Judged with care: there are fewer than 30 earlier windows like this one (4)."
    assert facts.caution(card(Trials(12, 40))) == careful
    assert facts.caution(card(Trials(12, 40), histories=30)) == ""
    assert facts.caution(card(Trials(12, 40), histories=30, is_alone=True)).startswith("Nobody here is close")


def test_counts() -> None:
    """A day, not in points."""
    action = facts.WatchedAction("U1", "Call block", "calls", date(2026, 11, 2))
    found = count_outcome(Trials(60, 120), Trials(33, 30), [])
    told = facts.OutcomeCard(action, count_word(found), 0.5, Trials(33, 30), found, 0, is_alone=False)
    assert facts.numbers(told) == "Calls a day: 0.5 was usual, 1.1 since: +0.6, from +0.3 to +0.9."
    assert facts.headline(told) == "*Call block: moved.*"


def test_the_line_of_a_team() -> None:
    """Only with enough history."""
    found = conversion_outcome(baseline(), Trials(14, 40))
    assert facts.team_line("discovery", 8, found, 31).startswith("8 actions on discovery: +")
    assert facts.team_line("discovery", 8, None, 4) == (
        "A team's answer needs 30 earlier windows like these: 4 so far."
    )
