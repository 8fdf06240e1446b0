"""The error tree."""

import pytest

from bot.common.errors import AlreadyRecorded, BadInput, NotAllowed, PacerError, Refusal


@pytest.mark.parametrize("kind", [Refusal, BadInput, NotAllowed, AlreadyRecorded])
def test_a_refusal_is_a_sentence_for_the_person(kind: type[Refusal]) -> None:
    """Its text is the sentence, its field the place in the form; none unless it is named."""
    refusal = kind("Say what for.", field="reason")

    assert isinstance(refusal, PacerError)
    assert (str(refusal), refusal.field) == ("Say what for.", "reason")
    assert kind("No.").field is None
