"""The error tree.

PacerError
└── Refusal            a business "no": its text is one sentence for the person
    ├── BadInput       what was typed cannot be understood, or is too much or too little
    │   ├── TooLong        more text than is accepted
    │   └── FieldErrors    several fields of a form, each with its sentence
    ├── NotAllowed     this person may not do this
    │   ├── NotAPerson     a bot, a workflow or an app: nobody to answer
    │   └── GuestsMayNot   a guest of the workspace
    ├── Unavailable    nothing can be recorded now, whoever asks
    └── AlreadyRecorded  the same request came before
"""

from collections.abc import Mapping


class PacerError(Exception):
    """Base of everything that Pacer raises on purpose."""


class Refusal(PacerError):
    """A business "no": its text is one sentence for the person.

    `field` names the form field (block_id) that it belongs beside; None for none.
    """

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class BadInput(Refusal):
    """What was typed cannot be used; the sentence says what was wrong and how to write it."""


class TooLong(BadInput):
    """More text than is accepted; the sentence tells how much. What was typed as a command is given back."""


class FieldErrors(BadInput):
    """Fields of a form cannot be used: `errors` holds sentences by block_id, at least one."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        field, sentence = next(iter(errors.items()))
        super().__init__(sentence, field)
        self.errors = dict(errors)


class NotAllowed(Refusal):
    """The person may not do this; the sentence says who may, or what must happen first."""


class NotAPerson(NotAllowed):
    """A bot, a workflow or an app acts: there is nobody to answer."""

    def __init__(self) -> None:
        super().__init__("Only people can do this.")


class GuestsMayNot(NotAllowed):
    """The actor is a guest of the workspace, and this is not for guests."""

    def __init__(self) -> None:
        super().__init__("You are a guest here, and guests see only what is their own.")


class Unavailable(Refusal):
    """Nothing can be recorded now: the database is gone, takes no writes, or is of a newer Pacer.

    `reason` is one sentence for whoever runs Pacer.
    """

    def __init__(self, sentence: str, reason: str) -> None:
        super().__init__(sentence)
        self.reason = reason


class AlreadyRecorded(Refusal):
    """A repeat of a request that was handled before; nothing was done this time."""
