"""The forms about a file: which column is which field, and who is who. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.features.imports.rules.columns import Layout
from bot.features.imports.rules.facts import FileImport
from bot.features.imports.rules.fields import KINDS
from bot.features.imports.rules.stages.mapping import StageMeaning
from bot.features.ledger.rules.reconciling import WholeOf
from bot.framework.forms.choices import CheckField, ChoiceField
from bot.framework.forms.field import Each
from bot.framework.forms.form import Form, Note, ParsedValues, Part
from bot.framework.forms.pickers import DayField, PersonField
from bot.slack.blocks import context

PEOPLE_A_FORM = 30
STAGES_A_FORM = 40
COLUMNS_A_FORM = 90


@dataclass(frozen=True)
class ColumnsStart:
    """A file, how it is read so far, and the names of all its columns."""

    row: FileImport
    layout: Layout
    columns: Sequence[str]

    @property
    def others(self) -> int:
        """How many columns the form has no room for; nothing is read from them."""
        return max(0, len(self.columns) - COLUMNS_A_FORM)


@dataclass(frozen=True)
class StagesStart:
    """A file, and the index of the first stage of its facts that the form shows."""

    row: FileImport
    first: int = 0

    @property
    def places(self) -> range:
        """Indexes of the stages that the form shows."""
        return range(self.first, min(self.first + STAGES_A_FORM, len(self.row.facts["words"])))

    @property
    def others(self) -> int:
        """How many stages follow these."""
        return len(self.row.facts["words"]) - self.places.stop


def _fields(start: ColumnsStart) -> dict[str | None, str]:
    return {None: "(not used)", **{each.name: each.title for each in start.layout.fields()}}


class ColumnsForm(Form[ParsedValues]):
    """What each column of a file is, with a value of it, from a ColumnsStart; about the file's id.

    Columns are by their index in `columns_of`.
    """

    callback_id, title, submit = "intake.columns_save", "How it is read", "Read it so"
    saved_title = "Import"
    drafts = False

    kind = ChoiceField(
        "The file holds",
        {kind: kind for kind in KINDS},
        initial=lambda start: start.layout.kind,
        hint="Chosen anew, its columns are guessed anew.",
    )
    column = Each(ChoiceField("", _fields, optional=True, empty=None))
    rest = Note(lambda start: context(f"{start.others:,} more columns are not read."))

    @classmethod
    def shown(cls, facts: ColumnsStart) -> Iterator[Part]:
        """A field for each column, those that are read first."""
        yield cls.kind
        samples = dict(facts.row.facts.get("samples", ()))
        fields = {column: name for name, listed in facts.layout.columns.items() for column in listed}
        for place, column in enumerate(facts.columns[:COLUMNS_A_FORM]):
            told = f": {samples[column]}" if column in samples else ""
            yield cls.column.of(place, label=f"{column[:150]}{told}", initial=fields.get(column))
        if facts.others:
            yield cls.rest


def columns_of(row: FileImport) -> list[str]:
    """All columns of a file, those that are read first."""
    return list(dict.fromkeys([*(column for _, column in row.facts["columns"]), *row.facts["unused"]]))


class StagesForm(Form[ParsedValues]):
    """What the stages of a file mean, 40 at once, from a StagesStart; about the file's id.

    Stages are by their index in `facts["words"]`; the version is the index of the first one shown.
    """

    callback_id, title, submit = "intake.stages_save", "Stages", "Save"
    saved_title = "Import"
    drafts = False

    asks = Note("What does each stage mean? You are asked once for each word of a source.")
    stage = Each(
        ChoiceField(
            "",
            {
                StageMeaning.WON: "Won",
                StageMeaning.LOST: "Lost",
                StageMeaning.OPEN: "Open",
                StageMeaning.LEFT_OUT: "Leave out",
            },
        )
    )
    more = CheckField("More", "Show me the other stages next", value="more")

    @classmethod
    def shown(cls, facts: StagesStart) -> Iterator[Part]:
        """Those that need an answer come first, with what is proposed."""
        yield cls.asks
        for place in facts.places:
            pipeline, word, meaning, _, _ = facts.row.facts["words"][place]
            label = f"{word} ({pipeline})" if pipeline else word
            yield cls.stage.of(place, label=label[:200], initial=StageMeaning(meaning) if meaning else None)
        if facts.others:
            yield cls.more


class AllOfForm(Form[ParsedValues]):
    """Of which days a file has all deals, about the file's id."""

    callback_id, title, submit = "intake.all_of_save", "Everything", "Compare"
    saved_title = "Import"
    drafts = False

    asks = Note("Which deals are all in this file? I list those that are in the books and not in it.")
    of = ChoiceField(
        "All deals",
        {
            WholeOf.closed: "won or lost on these days",
            WholeOf.created: "created on these days",
            WholeOf.either: "created, won or lost on these days",
        },
        initial=WholeOf.closed,
    )
    first = DayField("From")
    last = DayField("To")


class PeopleForm(Form[ParsedValues]):
    """Who is who in a file, 30 people at most, by their index in `facts["unknown"]`; about the file's id.

    Who is left empty is nobody here where `nobody` is ticked.
    """

    callback_id, title, submit = "intake.people_save", "Who is who", "Save"
    saved_title = "Import"
    drafts = False

    asks = Note("Whom does the file mean? You are asked once for each name.")
    person = Each(PersonField("", optional=True, placeholder="Nobody here", action="member"))
    nobody = CheckField(
        "The others", "Those left empty are not here any more: keep their deals, for nobody", value="keep"
    )

    @classmethod
    def shown(cls, facts: FileImport) -> Iterator[Part]:
        """A field for each person, with whom we think it is."""
        yield cls.asks
        for place, (ref_id, email, name, suggestion) in enumerate(facts.facts["unknown"][:PEOPLE_A_FORM]):
            yield cls.person.of(place, label=(name or email or ref_id)[:100], initial=suggestion)
        yield cls.nobody


class UnknownPersonForm(Form[ParsedValues]):
    """Who somebody is whom a source names, from an UnknownPersonAsked; about its question."""

    callback_id, title, submit = "imports.person_save", "Who is it?", "Save"
    saved_title = "Import"
    drafts = False

    asks = Note(lambda asked: f"Who is *{asked.person}*{f' ({asked.also})' if asked.also else ''}?")
    # What is asked about has a `person`, too: the name that a source tells, which is no member's id.
    person = PersonField("Member", initial=None)
