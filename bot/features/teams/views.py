"""Teams as messages; pure."""

from collections.abc import Iterable

from bot.common.naming import YOU
from bot.common.text import listed, plural
from bot.features.people.rules import Person
from bot.features.teams.rules.facts import TeamsOverview
from bot.features.teams.rules.org_chart import Team
from bot.features.teams.rules.team_form import may_change
from bot.slack.blocks import Block, Element, Message, actions, button, confirm, context, header, section
from bot.slack.text import harmless, unescape

ADD, CHANGE, END = "teams.add", "teams.change", "teams.end"
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
    led = (
        f"led by {YOU if manager.id == seen.viewer.id else manager.name}"
        if manager
        else "led by someone unknown"
    )
    left = " (who has left)" if manager and not manager.is_active_person else ""
    where = f", in <#{team.channel_id}>" if team.channel_id else ""
    return f"*{harmless(team.name, {})}*, {led}{left}{where}\n{_names(seen.members(team), seen.viewer)}"


def _names(members: Iterable[Person], reader: Person) -> str:
    names = [member.name for member in members if member.id != reader.id]
    is_in = any(member.id == reader.id for member in members)
    names = [*([YOU] if is_in else []), *sorted(names, key=str.casefold)]
    shown: list[str] = []
    for name in names:
        if len(listed([*shown, name])) > NAMES_LENGTH:
            return listed([*shown, f"{len(names) - len(shown)} more"])
        shown.append(name)
    return listed(shown) or "No members yet."


def _buttons(team: Team, viewer: Person) -> list[Element]:
    change = button("Change the team", CHANGE, value=str(team.id))
    if not viewer.is_admin:
        return [change]
    ask = confirm(
        f"End {unescape(team.name)}?",
        "Its members are free for other teams. Who was in it, and when, is kept.",
        yes="End it",
    )
    return [change, button("End the team", END, value=str(team.id), style="danger", ask=ask)]


def saved(team: Team) -> str:
    """The sentence once a team is stored, with its number of members."""
    members = plural(len(team.member_ids), "member")
    return f":white_check_mark: *{harmless(team.name, {})}* is saved, with {members}."


def ended(name: str) -> str:
    """The sentence that confirms the end of a team."""
    return f":white_check_mark: {harmless(name, {})} has ended."
