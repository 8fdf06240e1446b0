"""How each kind of field begins, what it makes of an entry, and what it says to one that cannot be."""

from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from bot.common.errors import BadInput
from bot.common.numbers import Amount
from bot.framework.forms.choices import CheckField, ChoiceField, ChoicesField
from bot.framework.forms.field import FormField
from bot.framework.forms.pickers import ChannelField, DayField, PeopleField, PersonField, TimeField
from bot.framework.forms.texts import IntField, LongTextField, MoneyField, NumberField, TextField
from bot.slack.blocks import option
from bot.slack.form_values import FormValues
from bot.slack.requests import number_of


class Size(Enum):
    """Options of a choice."""

    small = "s"
    large = "l"


SIZES = {Size.small: "Small", Size.large: "Large"}
GONE = "That is not offered any more: choose again."
FILL = "Fill this in."
Entry = dict[str, Any]


def typed(value: str | None) -> Entry:
    """A text field with this value."""
    return {"value": value}


def chosen(value: str) -> Entry:
    """A select with this option."""
    return {"selected_option": option("any", value)}


def ticked(*values: str) -> Entry:
    """Boxes, or a select of several, with these options."""
    return {"selected_options": [option("any", value) for value in values]}


def shouting(words: str) -> str:
    """Reads words of one kind and refuses all others."""
    if words == "whisper":
        raise BadInput("Louder.", field="elsewhere")
    return words.upper()


def parsed(field: FormField[Any, Any], entry: Entry | None) -> Any:
    """What the field makes of an entry; None: it is not in the form."""
    named = field.named("it")
    named.check()
    return named.parse(FormValues({} if entry is None else {"it": {"any": entry}}))


@pytest.mark.parametrize(
    ("field", "entry", "value"),
    [
        (TextField("?", 5), typed("  tacos "), "tacos"),
        (TextField("?", optional=True), typed(None), ""),
        (TextField("?", optional=True), typed("   "), ""),
        (TextField("?", reads=shouting), typed("hey"), "HEY"),
        (TextField("?", reads=lambda words: words.split(), optional=True), typed(None), []),
        (TextField("?", reads=str.upper, optional=True, empty=None), typed(None), None),
        (LongTextField("?"), typed("one\ntwo"), "one\ntwo"),
        (IntField("?", 1, 1000), typed(" 1,000 "), 1000),
        (IntField("?", 0, 5), typed("0"), 0),
        (IntField("?", 1, 5, optional=True, empty=None), typed(None), None),
        (NumberField("?"), typed("1.5k"), Decimal(1500)),
        (NumberField("?", optional=True, empty=Decimal(1)), typed(""), Decimal(1)),
        (MoneyField("?"), typed("$48k"), Amount(Decimal(48000), "USD")),
        (MoneyField("?"), typed("0"), Amount(Decimal(0))),
        (DayField("?"), {"selected_date": "2026-12-31"}, date(2026, 12, 31)),
        (DayField("?", optional=True, empty=None), {"selected_date": None}, None),
        (TimeField("?"), {"selected_time": "09:30"}, time(9, 30)),
        (ChoiceField("?", SIZES), chosen("l"), Size.large),
        (ChoiceField("?", {None: "Nothing", 3: "Three"}), chosen("-"), None),
        (ChoiceField("?", lambda _: {3: "Three"}, reads=number_of), chosen("3"), 3),
        (ChoiceField("?", lambda _: {None: "Nothing"}, reads=number_of), chosen("-"), None),
        (ChoiceField("?", SIZES, visible=bool, empty=None), None, None),
        (ChoicesField("?", SIZES), ticked("l", "s"), (Size.large, Size.small)),
        (ChoicesField("?", SIZES, optional=True), ticked(), ()),
        (CheckField("?", "Yes"), ticked("on"), True),
        (CheckField("?", "Yes"), ticked(), False),
        (CheckField("?", "Yes"), None, False),
        (PersonField("?"), {"selected_user": "U1"}, "U1"),
        (PersonField("?", optional=True), {"selected_user": None}, ""),
        (PeopleField("?"), {"selected_users": ["U1", "U2"]}, ("U1", "U2")),
        (PeopleField("?", optional=True), {"selected_users": []}, ()),
        (ChannelField("?"), {"selected_channel": "C1"}, "C1"),
        (ChannelField("?", optional=True), {"selected_channel": None}, None),
    ],
)
def test_an_entry_is_a_value(field: FormField[Any, Any], entry: Entry | None, value: object) -> None:
    """Of the field's type; what may be left out has an empty value."""
    assert parsed(field, entry) == value


WHOLE = "write a whole number from 1 to 1,000."


@pytest.mark.parametrize(
    ("field", "entry", "sentence"),
    [
        (TextField("?"), typed(" "), FILL),
        (TextField("?"), typed("\u200b\u202e \u2060"), FILL),
        (TextField("?"), None, FILL),
        (TextField("?", 1000), typed("x" * 1024), "At most 1,000 characters; this has 1,024."),
        (TextField("?", reads=shouting), typed("whisper"), "Louder."),
        (IntField("?", 1, 1000), typed("0"), WHOLE),
        (IntField("?", 1, 1000), typed("1001"), WHOLE),
        (IntField("?", 1, 1000), typed("five"), WHOLE),
        (IntField("?", 1, 1000), typed("٣"), WHOLE),
        (IntField("?", 1, 1000), typed("-1"), WHOLE),
        (IntField("?", 1, 1000), typed("1.5"), WHOLE),
        (IntField("?", 1, 1000), typed("1,0"), WHOLE),
        (IntField("?", 1, 1000, longest=9999), typed("1" * 5000), WHOLE),
        (
            NumberField("?"),
            typed("1,5"),
            "“1,5” can be read in two ways: write 1.5 or 1,500.",
        ),
        (NumberField("?", above_zero=True), typed("0"), "“0” is zero: write a number above it."),
        (MoneyField("?"), typed("40%"), "“40%” is a percentage: write an amount of money, such as $48k."),
        (NumberField("?"), typed("$5"), "This has no unit"),
        (DayField("?"), {"selected_date": None}, FILL),
        (DayField("?"), {"selected_date": "2026-02-30"}, "Choose a day, such as 2026-12-31."),
        (DayField("?"), {"selected_date": "9999-12-31"}, "“9999-12-31” is too far away"),
        (TimeField("?"), {"selected_time": "25:00"}, "Choose a time of the day, such as 09:00."),
        (ChoiceField("?", SIZES), {"selected_option": None}, FILL),
        (ChoiceField("?", SIZES), chosen("xl"), GONE),
        (ChoiceField("?", SIZES), chosen("-"), GONE),
        (ChoiceField("?", lambda _: {3: "Three"}, reads=number_of), chosen("three"), GONE),
        (ChoiceField("?", lambda _: {3: "Three"}, reads=number_of), chosen("9" * 40), GONE),
        (ChoicesField("?", SIZES), ticked(), FILL),
        (ChoicesField("?", SIZES, optional=True), ticked("s", "xl"), GONE),
        (CheckField("?", "Yes"), ticked("other"), GONE),
        (PersonField("?"), {"selected_user": None}, FILL),
        (PeopleField("?"), {"selected_users": []}, FILL),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    field: FormField[Any, Any], entry: Entry | None, sentence: str
) -> None:
    """One sentence that says how to write it; never an error that nobody expected."""
    with pytest.raises(BadInput) as refusal:
        parsed(field, entry)

    assert sentence in str(refusal.value)
    assert refusal.value.field == "it"


@pytest.mark.parametrize(
    "field", [ChoiceField("?", lambda _: {"a": "A"}), ChoicesField("?", lambda _: {"a": "A"})]
)
@pytest.mark.parametrize(("value", "is_offered"), [("a", True), ("b", False)])
def test_options_that_vary_are_those_of_the_form(
    field: FormField[Any, Any], value: str, is_offered: bool
) -> None:
    """What the form that was sent did not offer is refused, before anybody looks it up."""
    element = {"type": "static_select", "options": [option("A", "a")]}
    state = {"it": {"any": {**chosen(value), **ticked(value)}}}
    values = FormValues(state, [{"type": "input", "block_id": "it", "element": element}])

    if is_offered:
        assert field.named("it").parse(values) in ("a", ("a",))
    else:
        with pytest.raises(BadInput, match="not offered any more"):
            field.named("it").parse(values)


FACTS = {"text": "12 deals", "day": date(2026, 12, 31)}


@pytest.mark.parametrize(
    ("field", "draft", "begins"),
    [
        (TextField("?", initial="usual"), None, {"initial_value": "usual"}),
        (TextField("?", initial=lambda facts: facts["text"]), None, {"initial_value": "12 deals"}),
        (TextField("?", initial="usual"), "typed", {"initial_value": "typed"}),
        (TextField("?", initial="usual"), "", {}),
        (IntField("?", 1, 9, initial=3), None, {"initial_value": "3"}),
        (NumberField("?", initial=Decimal(1200)), None, {"initial_value": "1,200"}),
        (MoneyField("?", initial=Amount(Decimal(5), "USD")), None, {"initial_value": "$5"}),
        (DayField("?", initial=lambda facts: facts["day"]), None, {"initial_date": "2026-12-31"}),
        (DayField("?", initial=date(2026, 12, 31)), "2026-12-24", {"initial_date": "2026-12-24"}),
        (
            DayField("?", initial=date(2026, 12, 31), earliest=date(2026, 12, 25)),
            "2026-12-24",
            {"initial_date": "2026-12-31"},
        ),
        (DayField("?"), None, {}),
        (TimeField("?", initial=time(9)), None, {"initial_time": "09:00"}),
        (ChoiceField("?", SIZES), None, {"initial_option": option("Small", "s")}),
        (ChoiceField("?", SIZES, initial=Size.large), None, {"initial_option": option("Large", "l")}),
        (ChoiceField("?", SIZES, initial=Size.large), "s", {"initial_option": option("Small", "s")}),
        (ChoiceField("?", SIZES, initial=Size.large), "gone", {"initial_option": option("Large", "l")}),
        (ChoiceField("?", SIZES, initial=None), None, {}),
        (ChoiceField("?", SIZES, optional=True, empty=None), None, {}),
        (ChoiceField("?", {None: "No", 1: "One"}, initial=None), None, {"initial_option": option("No", "-")}),
        (ChoicesField("?", SIZES, initial={Size.large}), None, {"initial_options": [option("Large", "l")]}),
        (
            ChoicesField("?", SIZES, is_menu=True, most=2),
            "s l",
            {"initial_options": [option("Small", "s"), option("Large", "l")], "max_selected_items": 2},
        ),
        (CheckField("?", "Yes", initial=True), None, {"initial_options": [option("Yes", "on")]}),
        (CheckField("?", "Yes", initial=True), "", {}),
        (PersonField("?", initial="U1"), None, {"initial_user": "U1"}),
        (PersonField("?", initial="U1"), "", {"initial_user": "U1"}),
        (PeopleField("?", initial=("U1", "U2")), None, {"initial_users": ["U1", "U2"]}),
        (ChannelField("?", initial=None), None, {}),
        (ChannelField("?", initial="C1"), None, {"initial_channel": "C1"}),
    ],
)
def test_a_field_begins_with_the_draft_or_as_it_is_now(
    field: FormField[Any, Any], draft: str | None, begins: Entry
) -> None:
    """A draft goes first; what is not offered any more gives way to what is usual."""
    element = field.named("it").draw(FACTS, {} if draft is None else {"it": draft}, is_kept=False)["element"]

    found = {key: value for key, value in element.items() if key.startswith(("initial", "max_selected"))}
    assert found == begins
    assert element["action_id"] == "it"


def test_a_text_that_is_too_long_begins_whole_and_is_refused() -> None:
    """Slack would not open a field that begins with more than it takes; the words are not cut."""
    field = TextField("?", 10).named("it")

    element = field.draw(None, {"it": "x" * 24}, is_kept=False)["element"]
    assert (element["initial_value"], element["max_length"]) == ("x" * 24, 24)
    with pytest.raises(BadInput, match="At most 10 characters; this has 24"):
        parsed(field, typed("x" * 24))


@pytest.mark.parametrize("field", [DayField("?", optional=True), IntField("?", 1, 2, visible=bool)])
def test_a_declaration_says_what_is_left_out(field: FormField[Any, Any]) -> None:
    """A field without an empty value of its own needs one."""
    with pytest.raises(TypeError, match="it: say empty"):
        field.named("it").check()
