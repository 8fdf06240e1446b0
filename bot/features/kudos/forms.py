"""The forms of a kudos, and of the settings of kudos and workspace. Pure."""

from dataclasses import dataclass

from bot.common.text import plural
from bot.features.kudos.commands.form_input import from_form
from bot.features.kudos.rules.giving import MAX_POINTS, GiveKudos
from bot.features.kudos.rules.settings import (
    MAX_ALLOWANCE,
    MAX_REASON,
    AdminSettings,
    KudosSettings,
    emoji_named,
    tags_of,
)
from bot.framework.forms.choices import CheckField, ChoiceField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import ChannelField, PeopleField
from bot.framework.forms.texts import IntField, LongTextField, TextField

_PUBLIC, _PRIVATE = "public", "private"


@dataclass(frozen=True)
class KudosStart:
    """What the form of a kudos begins with; `reason` is raw, as people type it; `left`: points for today."""

    settings: KudosSettings
    recipients: tuple[str, ...] = ()
    reason: str = ""
    points: int = 1
    private: bool = False
    left: int | None = None


def _points(start: KudosStart) -> dict[int, str]:
    """Points for each, and of how many: what a kudos costs is no surprise."""
    left = start.left
    return {
        number: plural(number, "point")
        if left is None or number > left
        else f"{number} of your {plural(left, 'point')}"
        for number in range(1, MAX_POINTS + 1)
    }


def _read_points(stored: str) -> int:
    if (found := int(stored)) not in range(1, MAX_POINTS + 1):
        raise ValueError(stored)
    return found


def _values(start: KudosStart) -> dict[str | None, str]:
    return {None: "No value", **{value: f"#{value}" for value in start.settings.values}}


class GiveForm(Form[GiveKudos]):
    """A kudos, drawn from a KudosStart; about the channel of its shout-out, "" for none."""

    callback_id, title, submit = "kudos.give", "Give kudos", "Send kudos"
    drafts = False

    recipients = PeopleField("Who?", action="who")
    reason = LongTextField(
        "What for?", MAX_REASON, action="why", placeholder="Saved the Acme renewal on Friday night"
    )
    points = ChoiceField(
        "Points for each",
        _points,
        reads=_read_points,
        initial=lambda start: start.points,
    )
    value = ChoiceField(
        "Which value does it show?", _values, visible=lambda start: bool(start.settings.values), empty=None
    )
    audience = ChoiceField(
        "Who sees it?",
        {_PUBLIC: "Everybody: a shout-out", _PRIVATE: "Only them: a direct message"},
        visible=lambda start: start.settings.private_allowed,
        initial=lambda start: _PRIVATE if start.private else _PUBLIC,
        empty=_PUBLIC,
    )

    @classmethod
    def build(cls, v: ParsedValues) -> GiveKudos:
        """The kudos that is meant, with the tags in its words."""
        return from_form(
            v[cls.recipients],
            points=v[cls.points],
            reason=v[cls.reason],
            value=v[cls.value],
            private=v[cls.audience] == _PRIVATE,
        )


def _allowance(role: str, words: str) -> IntField:
    return IntField(
        f"Points a day for {words}",
        0,
        MAX_ALLOWANCE,
        longest=4,
        action="points",
        initial=lambda now: now.kudos.allowances[role],
    )


class SettingsForm(Form[AdminSettings]):
    """All that an admin decides, filled in as it is now (AdminSettings)."""

    callback_id, title, submit = "kudos.settings", "Pacer settings", "Save"
    drafts = False

    of_kudos = Note("*Kudos*")
    channel = ChannelField(
        "Channel for shout-outs",
        optional=True,
        placeholder="Where the kudos is given",
        hint="Empty: each shout-out goes to the channel where the kudos is given.",
        initial=lambda now: now.kudos.channel_id,
    )
    emoji = TextField(
        "Emoji that gives a point as a reaction", 102, reads=emoji_named, initial=lambda now: now.kudos.emoji
    )
    allowance_rep = _allowance("rep", "a rep")
    allowance_manager = _allowance("manager", "a manager")
    allowance_admin = _allowance("admin", "an admin")
    values = TextField(
        "Company values",
        1500,
        reads=tags_of,
        optional=True,
        hint="Tags, with spaces between them: #teamwork #ownership",
        initial=lambda now: " ".join(f"#{value}" for value in now.kudos.values),
    )
    min_reason = IntField(
        "Shortest reason (characters)", 1, MAX_REASON, longest=4, initial=lambda now: now.kudos.min_reason
    )
    private = CheckField(
        "Private kudos",
        "People may thank each other privately",
        value="allowed",
        initial=lambda now: now.kudos.private_allowed,
    )
    guests = CheckField(
        "Guests",
        "Guests may thank people too",
        value="allowed",
        hint="Otherwise guests see their own kudos, and give none.",
        initial=lambda now: now.kudos.open_to_guests,
    )
    seconding = CheckField(
        "Reactions to a shout-out",
        "The emoji on a shout-out seconds it",
        value="seconds",
        hint="A point to each who is thanked there, from who reacts. Otherwise it counts nothing.",
        initial=lambda now: now.kudos.seconding,
    )
    of_workspace = Note("*Workspace*")
    managers = PeopleField("Managers", optional=True, placeholder="Who leads a team")
    zone = TextField(
        "Time zone", 64, hint="Weeks and months of the boards begin here, such as Europe/Berlin."
    )

    @classmethod
    def build(cls, v: ParsedValues) -> AdminSettings:
        """The settings that the admin wants."""
        kudos = KudosSettings(
            channel_id=v[cls.channel],
            emoji=v[cls.emoji],
            allowances={
                "rep": v[cls.allowance_rep],
                "manager": v[cls.allowance_manager],
                "admin": v[cls.allowance_admin],
            },
            min_reason=v[cls.min_reason],
            private_allowed=v[cls.private],
            open_to_guests=v[cls.guests],
            seconding=v[cls.seconding],
            values=v[cls.values],
        )
        return AdminSettings(kudos, v[cls.zone], v[cls.managers])
