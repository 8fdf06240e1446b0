"""The form in which a part is written; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.features.reviews.rules.access import PartKind, told_to
from bot.features.reviews.rules.cycle import FIELD, MOST_FIELDS, PART_FORM, QUESTIONS, Section
from bot.features.reviews.rules.text_chunks import join
from bot.features.reviews.views.evidence import GROUND
from bot.framework.forms.field import Each
from bot.framework.forms.form import Form, Note, ParsedValues, Part
from bot.framework.forms.texts import LongTextField
from bot.slack.blocks import Block, actions, button, context, section
from bot.slack.form_values import FormValues
from bot.slack.requests import number_of

ROOM = "reviews.room"


@dataclass(frozen=True)
class PartStart:
    """What the form begins with; `texts` holds the values of its fields, by section.

    `notes` are lines above; `has_evidence` adds the button for looking at what is on record.
    """

    part_id: int
    kind: PartKind
    texts: Mapping[Section, Sequence[str]]
    person: str
    manager: str
    notes: Sequence[str]
    has_evidence: bool

    @property
    def head(self) -> str:
        """What is written, and about whom."""
        return {
            PartKind.own: "Your own review",
            PartKind.manager: f"The review of {self.person}",
            PartKind.peer: f"About {self.person}",
            PartKind.upward: f"For {self.manager}",
        }[self.kind]


class PieceField(LongTextField[str]):
    """A piece of a long text, kept with the blanks and lines around it: the text goes on in the next."""

    def read(self, words: str, values: FormValues) -> str:
        """The words as they are. BadInput: too long."""
        super().read(words, values)
        return words


def _below(start: PartStart) -> list[Block]:
    row = [button("More room to write", ROOM, value=str(start.part_id))]
    if start.has_evidence:
        row.append(button("What it stands on", GROUND, value=str(start.part_id)))
    told = told_to(start.kind, start.person, start.manager)
    return [
        actions(*row),
        context(f"{told} What you type is kept as you type."),
        context(
            "A field takes 3,000 characters: *More room to write* adds one where it is nearly full, "
            f"{MOST_FIELDS} to a question."
        ),
    ]


class PartForm(Form[Mapping[str, str]]):
    """One part, drawn from a PartStart; about its id. Each question has fields numbered from 1."""

    callback_id, title, submit, close = PART_FORM, "Review", "Submit", "Keep for later"

    above = Note(lambda start: [section(f"*{start.head}*"), *map(context, start.notes)])
    well = Each(PieceField("", FIELD, optional=True))
    better = Each(PieceField("", FIELD, optional=True))
    next = Each(PieceField("", FIELD, optional=True))
    below = Note(_below)

    @classmethod
    def shown(cls, facts: PartStart) -> list[Part]:
        """The questions with as many fields as there are texts."""
        sections = {Section.well: cls.well, Section.better: cls.better, Section.next: cls.next}
        fields = [
            sections[name].of(
                number,
                label=question if number == 1 else f"{question} ({number})",
                optional=name is not Section.well or number > 1,
                initial=text,
            )
            for name, question in QUESTIONS[facts.kind].items()
            for number, text in enumerate(facts.texts[name], 1)
        ]
        return [cls.above, *fields, cls.below]

    @classmethod
    def build(cls, v: ParsedValues) -> Mapping[str, str]:
        """The text of each section."""
        found = {Section.well: v[cls.well], Section.better: v[cls.better], Section.next: v[cls.next]}
        return {name.value: _joined(pieces) for name, pieces in found.items()}


def _joined(pieces: Mapping[str, str]) -> str:
    by_number = {number_of(number): text for number, text in pieces.items()}
    return join(tuple(by_number[number] for number in sorted(by_number)))
