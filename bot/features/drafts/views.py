"""Fields of a form that are kept as they are typed. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from bot.slack.blocks import (
    INPUT_TEXT,
    Block,
    Element,
    checkboxes,
    context,
    datepicker,
    field_of,
    select,
    text_input,
    timepicker,
    user_select,
    users_select,
)

TYPED = "drafts.typed"


def kept_text(
    name: str,
    label: str,
    typed: Mapping[str, str],
    *,
    usual: str = "",
    optional: bool = False,
    longest: int = INPUT_TEXT,
    placeholder: str = "",
    multiline: bool = True,
    hint: str = "",
) -> Block:
    """A text that tells what is typed in it; it begins with what was `typed`, by field, or the `usual`."""
    begin = typed.get(name, usual)
    element = text_input(TYPED, initial=begin, multiline=multiline, longest=longest, placeholder=placeholder)
    element["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    return _kept(field_of(name, label, element, optional=optional, hint=hint))


def kept_choice(
    name: str,
    label: str,
    options: Sequence[Element],
    typed: Mapping[str, str],
    *,
    usual: str = "",
    optional: bool = False,
    hint: str = "",
) -> Block:
    """A list that tells what is chosen from it; it begins with the `usual` value, or its first.

    Where it is `optional` and nothing is usual, it begins with nothing.
    """
    by_value = {each["value"]: each for each in options}
    chosen = by_value.get(typed.get(name, "")) or by_value.get(usual) or (None if optional else options[0])
    return _kept(field_of(name, label, select(TYPED, options, initial=chosen), optional=optional, hint=hint))


def kept_people(name: str, label: str, typed: Mapping[str, str], *, placeholder: str) -> Block:
    """People, told as they are chosen."""
    chosen = typed.get(name, "").split()
    return _kept(field_of(name, label, users_select(TYPED, placeholder=placeholder, initial=chosen)))


def kept_person(
    name: str, label: str, typed: Mapping[str, str], *, placeholder: str, usual: str = "", hint: str = ""
) -> Block:
    """One person, told when they are chosen; the `usual` one to begin with."""
    chosen = typed.get(name) or usual or None
    return _kept(
        field_of(name, label, user_select(TYPED, placeholder=placeholder, initial=chosen), hint=hint)
    )


def kept_day(
    name: str, label: str, typed: Mapping[str, str], *, usual: date | None = None, today: date | None = None
) -> Block:
    """A day that tells what is chosen; without a `usual` one to begin with the field may stay empty.

    What was chosen and is before `today` by now is not offered again.
    """
    before = date.fromisoformat(typed[name]) if typed.get(name) else None
    chosen = before if before and before >= (today or before) else usual
    return _kept(field_of(name, label, datepicker(TYPED, initial=chosen), optional=usual is None))


def kept_time(name: str, label: str, typed: Mapping[str, str], *, usual: str) -> Block:
    """A time of the day that tells what is chosen."""
    return _kept(field_of(name, label, timepicker(TYPED, initial=typed.get(name) or usual)))


def kept_boxes(
    name: str,
    label: str,
    options: Sequence[Element],
    typed: Mapping[str, str],
    *,
    usual: Collection[str] = (),
    optional: bool = False,
    hint: str = "",
) -> Block:
    """Boxes that tell which are ticked; `usual` are ticked to begin with."""
    checked = typed[name].split() if name in typed else usual
    boxes = checkboxes(TYPED, options, checked=checked)
    return _kept(field_of(name, label, boxes, optional=optional, hint=hint))


def again(typed: Mapping[str, str]) -> list[Block]:
    """Says so where a form begins with what was typed before."""
    return [context("This is what you typed before.")] if any(typed.values()) else []


def _kept(field: Block) -> Block:
    return field | {"dispatch_action": True}
