"""Teams as messages, and the form in which one is added or changed; pure."""

from collections.abc import Iterable
from typing import Any

from bot.common.text import listed, plural
from bot.features.people.rules import Person
from bot.features.teams.rules.facts import TeamsOverview
from bot.features.teams.rules.org_chart import Team
from bot.features.teams.rules.team_form import LONGEST_NAME, may_change
from bot.slack.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    channel_select,
    confirm,
    context,
    field_of,
    header,
    modal,
    section,
    text_input,
    user_select,
    users_select,
)
from bot.slack.text import harmless, unescape

ADD, CHANGE, END, SAVE = "teams.add", "teams.change", "teams.end", "teams.save"
TITLE = "Teams"
# Slack's limit is 50 blocks a message, and a team takes two.
SHOWN = 20
# Characters for the names of one team's members.
NAMES_LENGTH = 600
_NONE_YET = "There are no teams yet. Admins of this workspace add them."
_NO_SUCH = "No team has that in its name. `/pacer teams` shows all."


def list_message(seen: TeamsOverview, words: str = "", news: str = "") -> Message:
    """The teams whose names contain `words` (all for ""), at most 20.

    `news` is a sentence above ("" for none).
    """
    found = seen.org_chart.like(words)
    blocks = [header(TITLE), *([context(news)] if news else [])]
    for team in found[:SHOWN]:
        blocks += _team(team, seen)
    if not found:
        blocks.append(section(_NO_SUCH if words else _NONE_YET))
    if len(found) > SHOWN:
        more = plural(len(found) - SHOWN, "more team")
        blocks.append(context(f"And {more}: write a part of the name, such as `/pacer teams north`."))
    if seen.viewer.is_admin:
        blocks.append(actions(button("Add a team", ADD, style="primary")))
    return Message(TITLE, blocks)


def _team(team: Team, seen: TeamsOverview) -> list[Block]:
    words = section(_in_words(team, seen))
    return [words, actions(*_buttons(team, seen.viewer))] if may_change(seen.viewer, team) else [words]


def _in_words(team: Team, seen: TeamsOverview) -> str:
    manager = seen.people.get(team.manager_id)
    led = f"led by {manager.name}" if manager else "led by someone unknown"
    left = " (who has left)" if manager and not manager.is_active_person else ""
    where = f", in <#{team.channel_id}>" if team.channel_id else ""
    return f"*{harmless(team.name, {})}*, {led}{left}{where}\n{_names(_members(team, seen))}"


def _members(team: Team, seen: TeamsOverview) -> list[Person]:
    known = (seen.people[who] for who in team.member_ids if who in seen.people)
    return [person for person in known if person.is_active_person]


def _names(members: Iterable[Person]) -> str:
    names = sorted((member.name for member in members), key=str.casefold)
    shown: list[str] = []
    for name in names:
        if len(listed([*shown, name])) > NAMES_LENGTH:
            return listed([*shown, f"{len(names) - len(shown)} more"])
        shown.append(name)
    return listed(shown) or "No members yet."


def _buttons(team: Team, viewer: Person) -> list[Element]:
    change = button("Change", CHANGE, value=str(team.id))
    if not viewer.is_admin:
        return [change]
    ask = confirm(
        f"End {unescape(team.name)}?",
        "Its members are free for other teams. Who was in it, and when, is kept.",
        yes="End it",
    )
    return [change, button("End", END, value=str(team.id), style="danger", ask=ask)]


def team_form(seen: TeamsOverview, team: Team | None = None) -> dict[str, Any]:
    """Form of a team, filled in from `team`; None is a new one. Only admins choose the manager."""
    name = unescape(team.name) if team else ""
    members = [person.id for person in _members(team, seen)] if team else []
    channel_id = team.channel_id if team else None
    blocks = [
        field_of("name", "Name", text_input("name", initial=name, longest=LONGEST_NAME)),
        _manager_field(seen, team),
        field_of(
            "members",
            "Members",
            users_select("members", placeholder="Choose people", initial=members),
            optional=True,
            hint="A person is a member of one team at a time. The manager is not one of them.",
        ),
        field_of(
            "channel",
            "Channel",
            channel_select("channel", placeholder="Where the team talks", initial=channel_id),
            optional=True,
        ),
    ]
    title, team_id = ("Change a team", str(team.id)) if team else ("Add a team", "")
    return modal(SAVE, title, blocks, submit="Save", close="Cancel", metadata=team_id)


def _manager_field(seen: TeamsOverview, team: Team | None) -> Block:
    if not seen.viewer.is_admin:
        return context(f"Led by {seen.viewer.name}. An admin can give the team another manager.")
    manager = seen.people.get(team.manager_id) if team else None
    initial = manager.id if manager and manager.is_active_person else None
    return field_of(
        "manager", "Manager", user_select("manager", placeholder="Who leads the team", initial=initial)
    )


def saved_view(team: Team) -> dict[str, Any]:
    """Window shown once a team is stored, with its number of members."""
    members = plural(len(team.member_ids), "member")
    words = section(f":white_check_mark: *{harmless(team.name, {})}* is saved, with {members}.")
    return modal("teams.saved", TITLE, [words])


def ended(name: str) -> str:
    """The sentence that confirms the end of a team."""
    return f":white_check_mark: {harmless(name, {})} has ended."
