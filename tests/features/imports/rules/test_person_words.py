"""People as files write them are found all the same, and asked about once."""

import pytest

from bot.features.imports.rules.matching import Directory, Unknown
from bot.features.imports.rules.person_words import plain_ref
from bot.features.ledger.rules.records import PersonRef
from bot.features.people.rules import Person
from tests.features.imports.files_to_read import NEW_YORK

BEN = Person("U1", "Ben Walker", NEW_YORK, email="ben@x.example")


@pytest.mark.parametrize(
    ("written", "name", "email"),
    [
        (PersonRef(name="Ben Walker <Ben@X.example>"), "Ben Walker", "ben@x.example"),
        (PersonRef(name='"Walker, Ben" <ben@x.example>'), "Ben Walker", "ben@x.example"),
        (PersonRef(name="ben@x.example"), "", "ben@x.example"),
        (PersonRef(name="Walker, Ben"), "Ben Walker", ""),
        (PersonRef(name="Ben Walker (Deactivated User)"), "Ben Walker", ""),
        (PersonRef(name="Walker, Ben [Inactive]"), "Ben Walker", ""),
        (PersonRef(email="Ben Walker <ben@x.example>"), "Ben Walker", "ben@x.example"),
        (PersonRef(name="Ben", email="Ben Walker <ben@x.example>"), "Ben", "ben@x.example"),
        (PersonRef(name="Ben Walker, Jr."), "Ben Walker, Jr.", ""),
        (PersonRef(name="Walker, Ben, Sales"), "Walker, Ben, Sales", ""),
        (PersonRef(name="Ben (EMEA)"), "Ben (EMEA)", ""),
        (PersonRef(name=", "), ",", ""),
        (PersonRef(id="7", name="Ben Walker"), "Ben Walker", ""),
        (PersonRef(name="<" * 400), "<" * 400, ""),
    ],
)
def test_a_person_has_a_plain_name_and_address(written: PersonRef, name: str, email: str) -> None:
    """Whatever stands around them."""
    assert plain_ref(written) == PersonRef(written.id, email, name)


def test_everybody_is_found_by_address_or_asked_about_once() -> None:
    """A name is only suggested, as a person has to confirm it."""
    directory = Directory([BEN], {}, "hubspot")
    assert directory.find(PersonRef(name="Ben Walker <ben@x.example>")) == "U1"
    asked = {
        directory.find(PersonRef(name=each))
        for each in ("Walker, Ben", "Ben Walker", "Ben Walker (Deactivated User)")
    }
    assert asked == {Unknown(PersonRef(name="Ben Walker"), "U1")}


def test_what_was_said_of_the_words_as_written_still_counts() -> None:
    """Before names were read, the whole cell was asked about."""
    directory = Directory([BEN], {"name:walker, ben": "U1"}, "file")
    assert directory.find(PersonRef(name="Walker, Ben")) == "U1"
