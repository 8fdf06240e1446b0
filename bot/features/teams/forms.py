"""The form in which a team is added or changed. Pure."""

from dataclasses import dataclass

from bot.features.teams.rules.facts import TeamsOverview
from bot.features.teams.rules.org_chart import Team
from bot.features.teams.rules.team_form import LONGEST_NAME, TeamForm
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import ChannelField, PeopleField, PersonField
from bot.framework.forms.texts import TextField
from bot.slack.blocks import context
from bot.slack.text import unescape


@dataclass(frozen=True)
class TeamStart:
    """What the form of a team begins with; no `team` for a new one."""

    seen: TeamsOverview
    team: Team | None = None


def _manager_id(start: TeamStart) -> str | None:
    manager = start.seen.people.get(start.team.manager_id) if start.team else None
    return manager.id if manager and manager.is_active_person else None


class EditTeamForm(Form[TeamForm]):
    """A team, drawn from a TeamStart; about its id, "" for a new one. Only admins choose the manager."""

    callback_id, title, submit = (
        "teams.save",
        lambda start: "Change a team" if start.team else "Add a team",
        "Save",
    )
    saved_title = "Teams"
    drafts = False

    name = TextField(
        "Name", LONGEST_NAME, initial=lambda start: unescape(start.team.name) if start.team else None
    )
    manager = PersonField(
        "Manager",
        placeholder="Who leads the team",
        initial=_manager_id,
        visible=lambda start: start.seen.viewer.is_admin,
    )
    led_by = Note(
        lambda start: context(
            f"Led by {start.seen.viewer.name}. An admin can give the team another manager."
        ),
        visible=lambda start: not start.seen.viewer.is_admin,
    )
    members = PeopleField(
        "Members",
        optional=True,
        hint="A person is a member of one team at a time. The manager is not one of them.",
        initial=lambda start: [each.id for each in start.seen.members(start.team)] if start.team else (),
    )
    channel = ChannelField(
        "Channel",
        optional=True,
        placeholder="Where the team talks",
        initial=lambda start: start.team.channel_id if start.team else None,
    )

    @classmethod
    def build(cls, v: ParsedValues) -> TeamForm:
        """The team that is wanted; no manager keeps the one it has."""
        return TeamForm(v[cls.name], v[cls.manager], v[cls.members], v[cls.channel])
