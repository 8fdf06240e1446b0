"""The words after `/feedback`: what somebody wants, and the words that go into the form."""

import pytest

from bot.common.errors import BadInput
from bot.features.feedback.commands import FeedbackIntent, parse

BEN, ANA = "<@U0BEN|ben>", "<@U0ANA>"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", FeedbackIntent("list")),
        ("Inbox", FeedbackIntent("inbox")),
        (f"help {BEN}", FeedbackIntent("help")),
        ("give", FeedbackIntent("give")),
        (BEN, FeedbackIntent("give", "U0BEN")),
        (f"{BEN} note", FeedbackIntent("note", "U0BEN")),
        (
            f"{BEN} You talked over the client",
            FeedbackIntent("give", "U0BEN", words="You talked over the client"),
        ),
        (f"about {BEN}: <b>\nTwo lines", FeedbackIntent("give", "U0BEN", words="<b>\nTwo lines")),
        (f"You asked {BEN} about it", FeedbackIntent("give", "U0BEN", words=f"You asked {BEN} about it")),
        (f"About time that {BEN} won", FeedbackIntent("give", "U0BEN", words=f"About time that {BEN} won")),
        (f"{BEN}'s call was calm", FeedbackIntent("give", "U0BEN", words=f"{BEN}'s call was calm")),
        (f"NOTE {BEN}, he was calm", FeedbackIntent("note", "U0BEN", words="he was calm")),
        (f"note about {BEN} he was calm", FeedbackIntent("note", "U0BEN", words="he was calm")),
        (f"note: that {BEN} was calm", FeedbackIntent("note", "U0BEN", words=f"that {BEN} was calm")),
        ("ask", FeedbackIntent("ask")),
        (f"ask {ANA}", FeedbackIntent("ask", asked_ids=("U0ANA",))),
        (f"ask {ANA} and {BEN}", FeedbackIntent("ask", asked_ids=("U0ANA", "U0BEN"))),
        (
            f"ask {ANA}, {BEN} how was it?",
            FeedbackIntent("ask", asked_ids=("U0ANA", "U0BEN"), words="how was it?"),
        ),
        (f"ask about {BEN}", FeedbackIntent("ask", "U0BEN")),
        (
            f"ask about {BEN} How does he prepare?",
            FeedbackIntent("ask", "U0BEN", words="How does he prepare?"),
        ),
        (f"ask about my demo {ANA}", FeedbackIntent("ask", words=f"about my demo {ANA}")),
        (
            f"ask {ANA} how I did with {BEN}",
            FeedbackIntent("ask", asked_ids=("U0ANA",), words=f"how I did with {BEN}"),
        ),
        (f"ask {ANA} about {BEN}", FeedbackIntent("ask", "U0BEN", ("U0ANA",))),
        (f"ask {ANA} about {BEN}'s demo", FeedbackIntent("ask", "U0BEN", ("U0ANA",), f"about {BEN}'s demo")),
        (f"ask about: {BEN} how?", FeedbackIntent("ask", "U0BEN", words="how?")),
        (f"ask ana about {BEN}", FeedbackIntent("ask", words=f"ana about {BEN}")),
        (f"{BEN} ask", FeedbackIntent("ask", asked_ids=("U0BEN",))),
        (f"{BEN} note: he was late", FeedbackIntent("note", "U0BEN", words="he was late")),
        (f"{BEN} note he was late", FeedbackIntent("note", "U0BEN", words="he was late")),
        (f"note, {BEN} was late", FeedbackIntent("note", "U0BEN", words="was late")),
        (f"note-{BEN} late", FeedbackIntent("note", "U0BEN", words="late")),
        (f"{BEN} note-taking was great", FeedbackIntent("give", "U0BEN", words="note-taking was great")),
        (f"ask-me-anything with {BEN}", FeedbackIntent("give", "U0BEN", words=f"ask-me-anything with {BEN}")),
        (f"noted that {BEN} won", FeedbackIntent("give", "U0BEN", words=f"noted that {BEN} won")),
        (f"{BEN} covered for {ANA}", FeedbackIntent("give", "U0BEN", words=f"covered for {ANA}")),
    ],
)
def test_what_is_wanted(typed: str, wanted: FeedbackIntent) -> None:
    """Nothing that is typed is lost, and what was meant for oneself is never feedback."""
    assert parse(typed) == wanted


@pytest.mark.parametrize(
    "typed", [f"{BEN} {ANA} hello", f"note {BEN} {ANA}", f"inbox {BEN}", "who is <#C1|x>"]
)
def test_what_is_not_understood(typed: str) -> None:
    """Told in words that people know: no ids."""
    with pytest.raises(BadInput) as refusal:
        parse(typed)
    assert "U0" not in str(refusal.value)
    assert "C1" not in str(refusal.value)
