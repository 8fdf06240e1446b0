"""The forms about a file: which column is which field, and who is who. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.features.imports.rules.columns import Layout
from bot.features.imports.rules.facts import FileImport
from bot.features.imports.rules.fields import KINDS
from bot.features.ledger.rules.records import LIVING
from bot.framework.forms.choices import CheckField, ChoiceField
from bot.framework.forms.field import Each
from bot.framework.forms.form import Form, Note, ParsedValues, Part
from bot.framework.forms.pickers import PersonField

PEOPLE_A_FORM = 30
# Of a column's name, as much as an option's value holds.
_LONGEST_COLUMN = 75


@dataclass(frozen=True)
class ColumnsStart:
    """A file, how it is read so far, and the names of all its columns."""

    row: FileImport
    layout: Layout
    columns: Sequence[str]


def _columns(start: ColumnsStart) -> dict[str | None, str]:
    return {None: "(none)", **{column[:_LONGEST_COLUMN]: column for column in start.columns}}


class ColumnsForm(Form[ParsedValues]):
    """Which column is which field, with formats and stages, from a ColumnsStart; about the file's id.

    Answers and columns are by field, stages by their index in `facts["stages"]`.
    """

    callback_id, title, submit = "intake.columns_save", "Columns", "Read it so"
    saved_title = "Import"
    drafts = False

    kind = ChoiceField(
        "The file holds", {kind: kind for kind in KINDS}, initial=lambda start: start.layout.kind
    )
    answer: Each[str] = Each(ChoiceField("", lambda _: {}, initial=None))
    column = Each(ChoiceField("", _columns, optional=True, empty=None))
    stage = Each(ChoiceField("", {status: status.value for status in LIVING}))

    @classmethod
    def shown(cls, facts: ColumnsStart) -> Iterator[Part]:
        """What cannot be read without an answer comes first."""
        yield cls.kind
        for field, column, choices, example in facts.row.facts["questions"]:
            label = f"{column}: how is {example} to be read?"[:2000]
            yield cls.answer.of(field, label=label, options={choice: choice for choice in choices})
        for each in facts.layout.fields():
            chosen = facts.layout.columns.get(each.name, "")[:_LONGEST_COLUMN] or None
            yield cls.column.of(each.name, label=each.title, initial=chosen)
        for place, (word, status) in enumerate(facts.row.facts["stages"]):
            yield cls.stage.of(place, label=f"Stage {word} means"[:200], initial=status)


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
