"""The words after `/feedback`: what somebody wants, and the words that go into the form."""

import pytest

from bot.common.errors import BadInput
from bot.features.feedback.commands import (
    GRAMMAR,
    AskFeedback,
    FeedbackIntent,
    GiveFeedback,
    ListFeedback,
    ShowFeedbackPile,
    WriteNote,
)
from bot.features.feedback.rules.facts import Side

BEN, ANA = "<@U0BEN|ben>", "<@U0ANA>"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", ListFeedback()),
        ("Inbox", ShowFeedbackPile(Side.inbox)),
        ("give", GiveFeedback()),
        (BEN, GiveFeedback("U0BEN")),
        (f"{BEN} note", WriteNote("U0BEN")),
        (
            f"{BEN} You talked over the client",
            GiveFeedback("U0BEN", words="You talked over the client"),
        ),
        (f"about {BEN}: <b>\nTwo lines", GiveFeedback("U0BEN", words="<b>\nTwo lines")),
        (f"You asked {BEN} about it", GiveFeedback("U0BEN", words=f"You asked {BEN} about it")),
        (f"About time that {BEN} won", GiveFeedback("U0BEN", words=f"About time that {BEN} won")),
        (f"{BEN}'s call was calm", GiveFeedback("U0BEN", words=f"{BEN}'s call was calm")),
        (f"NOTE {BEN}, he was calm", WriteNote("U0BEN", words="he was calm")),
        (f"note about {BEN} he was calm", WriteNote("U0BEN", words="he was calm")),
        (f"note: that {BEN} was calm", WriteNote("U0BEN", words=f"that {BEN} was calm")),
        ("ask", AskFeedback()),
        (f"ask {ANA}", AskFeedback(asked_ids=("U0ANA",))),
        (f"ask {ANA} and {BEN}", AskFeedback(asked_ids=("U0ANA", "U0BEN"))),
        (
            f"ask {ANA}, {BEN} how was it?",
            AskFeedback(asked_ids=("U0ANA", "U0BEN"), words="how was it?"),
        ),
        (f"ask about {BEN}", AskFeedback("U0BEN")),
        (
            f"ask about {BEN} How does he prepare?",
            AskFeedback("U0BEN", words="How does he prepare?"),
        ),
        (f"ask about my demo {ANA}", AskFeedback(words=f"about my demo {ANA}")),
        (
            f"ask {ANA} how I did with {BEN}",
            AskFeedback(asked_ids=("U0ANA",), words=f"how I did with {BEN}"),
        ),
        (f"ask {ANA} about {BEN}", AskFeedback("U0BEN", ("U0ANA",))),
        (f"ask {ANA} about {BEN}'s demo", AskFeedback("U0BEN", ("U0ANA",), f"about {BEN}'s demo")),
        (f"ask about: {BEN} how?", AskFeedback("U0BEN", words="how?")),
        (f"ask ana about {BEN}", AskFeedback(words=f"ana about {BEN}")),
        (f"{BEN} ask", AskFeedback(asked_ids=("U0BEN",))),
        (f"{BEN} note: he was late", WriteNote("U0BEN", words="he was late")),
        (f"{BEN} note he was late", WriteNote("U0BEN", words="he was late")),
        (f"note, {BEN} was late", WriteNote("U0BEN", words="was late")),
        (f"note-{BEN} late", WriteNote("U0BEN", words="late")),
        (f"{BEN} note-taking was great", GiveFeedback("U0BEN", words="note-taking was great")),
        (f"ask-me-anything with {BEN}", GiveFeedback("U0BEN", words=f"ask-me-anything with {BEN}")),
        (f"noted that {BEN} won", GiveFeedback("U0BEN", words=f"noted that {BEN} won")),
        (f"{BEN} covered for {ANA}", GiveFeedback("U0BEN", words=f"covered for {ANA}")),
    ],
)
def test_what_is_wanted(typed: str, wanted: FeedbackIntent) -> None:
    """Nothing that is typed is lost, and what was meant for oneself is never feedback."""
    assert GRAMMAR.parse(typed, None) == wanted


@pytest.mark.parametrize(
    "typed", [f"{BEN} {ANA} hello", f"note {BEN} {ANA}", f"inbox {BEN}", "who is <#C1|x>"]
)
def test_what_is_not_understood(typed: str) -> None:
    """Told in words that people know: no ids."""
    with pytest.raises(BadInput) as refusal:
        GRAMMAR.parse(typed, None)
    assert "U0" not in str(refusal.value)
    assert "C1" not in str(refusal.value)
