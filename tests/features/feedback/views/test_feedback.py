"""Who will see it stands in the form in words, whatever the names."""

from zoneinfo import ZoneInfo

import pytest

from bot.emulator.block_kit import validate_view
from bot.features.feedback.forms.writing import FeedbackStart, WriteForm
from bot.features.people.rules import Person
from tests.stored_notices import line

UTC = ZoneInfo("UTC")
SHORT = Person("U1", "Ben Walker", UTC)
LONG = Person("U2", "Wolfgang Amadeus Featherstonehaugh (he/him) | Sales EMEA &amp; more", UTC)
ANA = Person("U3", "Ana Silva", UTC)


def options(about: Person, manager: Person | None) -> list[str]:
    """The words of the two choices, and of the consent."""
    view = WriteForm.draw(FeedbackStart(about, manager))
    validate_view(view)
    fields = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    both = [*fields["audience"]["options"], *fields["share"]["options"]]
    return [each["text"]["text"] for each in both]


@pytest.mark.parametrize(
    ("about", "manager", "expected"),
    [
        (SHORT, ANA, ["Only Ben Walker will see this.", "Ben Walker and Ana Silva will see this."]),
        (SHORT, None, ["Only Ben Walker will see this."]),
        (
            LONG,
            LONG,
            [
                "Only Wolfgang Amadeus Feathers… will see this.",
                "Wolfgang Amadeus Feathers… and Wolfgang Amadeus Feathers… will see this.",
            ],
        ),
    ],
)
def test_no_sentence_is_cut(about: Person, manager: Person | None, expected: list[str]) -> None:
    """Long names are shortened, so that the sentence around them stays whole."""
    *audience, consent = options(about, manager)
    assert audience == expected
    assert consent.endswith("may share what happened as public kudos")


def test_a_digest_says_where_to_read() -> None:
    """A line has no button: it names the command."""
    read_it = line("feedback.received", {"id": 7, "author": "Ana", "about": "you"})
    assert read_it.endswith("wrote feedback about you. Read it with `/feedback inbox`.")
