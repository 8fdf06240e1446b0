"""Input blocks that report each change, so that it is kept as a draft. Pure.

`name` is block_id and field, `typed` the draft by field; what was typed goes before `usual`.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from bot.framework.forms.field import TYPED
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
    """Text input that reports each character; at most `longest` characters."""
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
    """Static select that reports the choice; begins with the draft, `usual` or the first option.

    Where it is `optional` and neither is among the options, it begins empty.
    """
    by_value = {each["value"]: each for each in options}
    chosen = by_value.get(typed.get(name, "")) or by_value.get(usual) or (None if optional else options[0])
    return _kept(field_of(name, label, select(TYPED, options, initial=chosen), optional=optional, hint=hint))


def kept_people(name: str, label: str, typed: Mapping[str, str], *, placeholder: str) -> Block:
    """Multi-user select that reports the chosen people; the draft holds ids by blanks."""
    chosen = typed.get(name, "").split()
    return _kept(field_of(name, label, users_select(TYPED, placeholder=placeholder, initial=chosen)))


def kept_person(
    name: str, label: str, typed: Mapping[str, str], *, placeholder: str, usual: str = "", hint: str = ""
) -> Block:
    """User select that reports the chosen person; `usual` is a member id, "" for nobody."""
    chosen = typed.get(name) or usual or None
    return _kept(
        field_of(name, label, user_select(TYPED, placeholder=placeholder, initial=chosen), hint=hint)
    )


def kept_day(
    name: str, label: str, typed: Mapping[str, str], *, usual: date | None = None, today: date | None = None
) -> Block:
    """Date picker that reports the chosen day; without a `usual` day it may stay empty.

    A drafted day before `today` is dropped for `usual`.
    """
    before = date.fromisoformat(typed[name]) if typed.get(name) else None
    chosen = before if before and before >= (today or before) else usual
    return _kept(field_of(name, label, datepicker(TYPED, initial=chosen), optional=usual is None))


def kept_time(name: str, label: str, typed: Mapping[str, str], *, usual: str) -> Block:
    """Time picker that reports the chosen time; `usual` as HH:MM."""
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
    """Checkboxes that report which are ticked; `usual` are values ticked without a draft."""
    checked = typed[name].split() if name in typed else usual
    boxes = checkboxes(TYPED, options, checked=checked)
    return _kept(field_of(name, label, boxes, optional=optional, hint=hint))


def again(typed: Mapping[str, str]) -> list[Block]:
    """Context line that tells that a form begins with what was typed before; empty without such text."""
    return [context("This is what you typed before.")] if any(typed.values()) else []


def _kept(field: Block) -> Block:
    return field | {"dispatch_action": True}
