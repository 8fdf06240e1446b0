"""Turns what a person enters into field values: options by label, people and channels by name."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, TypeVar

from bot.emulator.client.search import NotSeen
from bot.emulator.state.elements import VALUE_KEY, is_list, options_of
from bot.emulator.state.world import Block, User, World

_T = TypeVar("_T")


def entered(world: World, person: User, element: Block, value: Any) -> Any:
    """The value as `state.values` holds it; NotSeen when the person could not choose or type that."""
    if "external" in element["type"]:
        raise NotSeen("this field asks the app for its options, which the emulator does not do")
    one = _ENTER[VALUE_KEY[element["type"]].removesuffix("s")]
    if value is None or value == "":
        return [] if is_list(element) else None
    if is_list(element):
        several = value if isinstance(value, list | tuple | set) else [value]
        return [one(world, person, element, item) for item in several]
    return one(world, person, element, value)


def option_called(element: Block, name: Any) -> dict[str, Any]:
    """The option with these words (or this value); NotSeen lists the options there are."""
    options = options_of(element)
    for option in options:
        if name in (option, option["text"]["text"], option.get("value")):
            return option
    there = ", ".join(option["text"]["text"] for option in options)
    raise NotSeen(f'there is no option "{name}"; there is: {there or "none"}')


def _option(world: World, person: User, element: Block, value: Any) -> dict[str, Any]:
    return option_called(element, value)


def _user(world: World, person: User, element: Block, value: Any) -> str:
    user = world.users.get(str(value)) or _named(world, person, str(value))
    if user.deleted or user.team_id != person.team_id:
        raise NotSeen(f"{value} cannot be chosen here")
    return user.id


def _named(world: World, person: User, name: str) -> User:
    try:
        return world.named(name, person.team_id)
    except KeyError as nobody:
        raise NotSeen(str(nobody.args[0])) from nobody


def _channel(world: World, person: User, element: Block, value: Any) -> str:
    channel = world.channels.get(str(value))
    try:
        channel = channel or world.channel_named(str(value), person.team_id)
    except KeyError as nowhere:
        raise NotSeen(str(nowhere.args[0])) from nowhere
    hidden = channel.kind != "public" and person.id not in channel.members
    if hidden or channel.is_archived or channel.team_id != person.team_id:
        raise NotSeen(f"{value} cannot be chosen here")
    return channel.id


def _conversation(world: World, person: User, element: Block, value: Any) -> str:
    if str(value).startswith(("@", "U")):
        return world.direct_channel(person.id, _user(world, person, element, value)).id
    return _channel(world, person, element, value)


def _words(world: World, person: User, element: Block, value: Any) -> str:
    return str(value)


def _rich(world: World, person: User, element: Block, value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": str(value)}]}
    return {"type": "rich_text", "elements": [section]}


def _date(world: World, person: User, element: Block, value: Any) -> str:
    return _parsed(lambda text: date.fromisoformat(text).isoformat(), value, "a date like 2026-12-31")


def _time(world: World, person: User, element: Block, value: Any) -> str:
    return _parsed(lambda text: time.fromisoformat(text).strftime("%H:%M"), value, "a time like 09:30")


def _instant(world: World, person: User, element: Block, value: Any) -> int:
    if isinstance(value, int):
        return value
    return _parsed(lambda text: int(datetime.fromisoformat(text).timestamp()), value, "an ISO instant")


def _parsed(parse: Callable[[str], _T], value: Any, wanted: str) -> _T:
    try:
        return parse(str(value))
    except ValueError as wrong:
        raise NotSeen(f"{value!r} is not {wanted}") from wrong


_ENTER: dict[str, Callable[[World, User, Block, Any], Any]] = {
    "value": _words,
    "rich_text_value": _rich,
    "selected_option": _option,
    "selected_user": _user,
    "selected_conversation": _conversation,
    "selected_channel": _channel,
    "selected_date": _date,
    "selected_time": _time,
    "selected_date_time": _instant,
}
