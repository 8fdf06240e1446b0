"""The forms about a file: which column is which field, and who is who. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.features.imports.rules.columns import Layout
from bot.features.imports.rules.facts import FileImport
from bot.features.imports.rules.fields import KINDS
from bot.features.imports.rules.stages.mapping import StageMeaning
from bot.features.ledger.rules.reconciling import WholeOf
from bot.framework.forms.choices import CheckField, ChoiceField, ChoicesField
from bot.framework.forms.field import Each
from bot.framework.forms.form import Form, Note, ParsedValues, Part
from bot.framework.forms.pickers import DayField, PersonField

PEOPLE_A_FORM = 30
# Of a column's name, as much as an option's value holds.
_LONGEST_COLUMN = 75
STAGES_A_FORM = 40
_BLANK = "\u2423"  # stands for a blank where blanks part values


@dataclass(frozen=True)
class ColumnsStart:
    """A file, how it is read so far, and the names of all its columns."""

    row: FileImport
    layout: Layout
    columns: Sequence[str]


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


def _columns(start: ColumnsStart) -> dict[str | None, str]:
    return {None: "(none)", **{column[:_LONGEST_COLUMN]: column for column in start.columns}}


def _several(start: ColumnsStart) -> dict[str, str]:
    return {_unspaced(column): column for column in start.columns}


def _unspaced(column: str) -> str:
    """A column's name without blanks, which part the values of a menu of several."""
    return column[:_LONGEST_COLUMN].replace(" ", _BLANK)


def _spaced(value: str) -> str:
    return value.replace(_BLANK, " ")


class ColumnsForm(Form[ParsedValues]):
    """Which column is which field, with formats, from a ColumnsStart; about the file's id.

    Columns are by field, answers by their index in `facts["questions"]`.
    """

    callback_id, title, submit = "intake.columns_save", "How it is read", "Read it so"
    saved_title = "Import"
    drafts = False

    kind = ChoiceField(
        "The file holds", {kind: kind for kind in KINDS}, initial=lambda start: start.layout.kind
    )
    answer: Each[str] = Each(ChoiceField("", lambda _: {}, initial=None))
    column = Each(ChoiceField("", _columns, optional=True, empty=None))
    several = Each(ChoicesField("", _several, is_menu=True, optional=True, reads=_spaced))

    @classmethod
    def shown(cls, facts: ColumnsStart) -> Iterator[Part]:
        """What cannot be read without an answer comes first."""
        yield cls.kind
        for place, (_, column, choices, example) in enumerate(facts.row.facts["questions"]):
            label = f"{column}: how is {example} to be read?" if column else example
            yield cls.answer.of(place, label=label[:2000], options={choice: choice for choice in choices})
        for each in facts.layout.fields():
            chosen = facts.layout.columns.get(each.name, ())
            if each.is_ordered:
                yield cls.several.of(each.name, label=each.title, initial=[_unspaced(one) for one in chosen])
            else:
                first = chosen[0][:_LONGEST_COLUMN] if chosen else None
                yield cls.column.of(each.name, label=each.title, initial=first)


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
    person = PersonField("Member")
