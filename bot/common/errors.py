"""The error tree.

PacerError
└── Refusal            a business "no": its text is one sentence for the person
    ├── BadInput       what was typed cannot be understood, or is too much or too little
    ├── NotAllowed     this person may not do this
    └── AlreadyRecorded  the same request came before
"""


class PacerError(Exception):
    """Everything that Pacer raises on purpose."""


class Refusal(PacerError):
    """A business "no". `field` names the form field that it belongs beside, if any."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class BadInput(Refusal):
    """What was typed cannot be used; the sentence says what was wrong and how to write it."""


class NotAllowed(Refusal):
    """The person may not do this."""


class AlreadyRecorded(Refusal):
    """The same request was handled before."""
