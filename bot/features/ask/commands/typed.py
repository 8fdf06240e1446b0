"""The command that answers a reading, in Slack's escaped form. Pure."""

from collections.abc import Callable, Mapping

from bot.features.ask.rules.facts import AskIntent, Reading, Slots
from bot.slack.text import escape

_ENDED = frozenset({"ended", "past"})


def typed(reading: Reading) -> str:
    """The command, such as `/metrics <@U1> this quarter`; "" where no command answers it, or a form does."""
    written = _COMMANDS.get(reading.intent)
    if written is None:
        return ""
    return written if isinstance(written, str) else " ".join(written(reading).split())


def _person(slots: Slots) -> str:
    return f"<@{slots.people[0]}>" if slots.people else ""


def _team(slots: Slots) -> str:
    if slots.teams:
        return f"team {escape(slots.teams[0])}"
    return "team" if slots.own_team else ""


def _sheet(reading: Reading) -> str:
    slots = reading.slots
    return f"/metrics {_person(slots) or _team(slots) or 'me'} {escape(reading.free)} {slots.period}"


def _why(reading: Reading) -> str:
    slots, cut = reading.slots, escape(reading.free)
    whose = _person(slots) or _team(slots)
    # "By type" stands before a team, "type renewal" behind it.
    narrowed = f"{cut} {whose}" if cut.startswith("by ") else f"{whose} {cut}"
    return f"/metrics why {escape(slots.metric)} {narrowed} {slots.period}"


def _goals(reading: Reading) -> str:
    slots = reading.slots
    if slots.goal:
        return f"/goal why G{slots.goal}"
    if slots.people:
        return f"/goal list {_person(slots)}"
    if "at risk" in reading.said or "off track" in reading.said:
        return "/goal list at risk"
    if "tree" in reading.said:
        return "/goal tree"
    if reading.said & _ENDED:
        return "/goal list ended"
    if "company" in reading.said:
        return "/goal list all"
    return "/goal list team" if slots.own_team or slots.teams else "/goal list mine"


def _board(reading: Reading) -> str:
    slots = reading.slots
    improved = "improved" if any("improved" in each for each in reading.said) else ""
    what = slots.metric or ("kudos" if "kudos" in reading.said else "")
    scope = slots.teams[0] if slots.teams else "team" if slots.own_team else ""
    scope = scope or ("company" if "company" in reading.said else "")
    return f"/leaderboard {improved} {escape(what)} {escape(reading.free)} {escape(scope)} {slots.period}"


def _thanked(reading: Reading) -> str:
    return f"/kudos top {reading.slots.period}"


def _of_person(command: str) -> Callable[[Reading], str]:
    return lambda reading: f"{command} {_person(reading.slots)}"


def _of_skill(command: str) -> Callable[[Reading], str]:
    return lambda reading: f"{command} {reading.free}"


def _play(reading: Reading) -> str:
    return f"/play {escape(reading.free)}"


_COMMANDS: Mapping[AskIntent, str | Callable[[Reading], str]] = {
    AskIntent.help: "/pacer help",
    AskIntent.sheet: _sheet,
    AskIntent.metric: _why,
    AskIntent.goals: _goals,
    AskIntent.board: _board,
    AskIntent.thanked: _thanked,
    AskIntent.pulse: "/pulse",
    AskIntent.my_kudos: "/kudos me",
    AskIntent.inbox: "/feedback inbox",
    AskIntent.reviews: "/review",
    AskIntent.contests: "/contest",
    AskIntent.one_to_one: _of_person("/coach"),
    AskIntent.evidence: _of_person("/pacer evidence"),
    AskIntent.record: "/pacer record",
    AskIntent.settings: "/pacer me",
    AskIntent.learn: _of_skill("/learn"),
    AskIntent.mentor: _of_skill("/mentor"),
    AskIntent.play: _play,
}
