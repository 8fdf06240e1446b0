"""The form of the settings of kudos and workspace. Pure."""

from bot.features.kudos.rules.settings import (
    MAX_ALLOWANCE,
    MAX_REASON,
    AdminSettings,
    KudosSettings,
    emoji_named,
    tags_of,
)
from bot.framework.forms.choices import CheckField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import ChannelField, PeopleField
from bot.framework.forms.texts import IntField, TextField


def _allowance(role: str, words: str) -> IntField:
    return IntField(
        f"Points a day for {words}",
        0,
        MAX_ALLOWANCE,
        longest=4,
        action="points",
        initial=lambda now: now.kudos.allowances[role],
    )


def _tags(now: AdminSettings) -> str:
    return " ".join(f"#{value}" for value in now.kudos.values)


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
        "Emoji that gives a point as a reaction",
        102,
        reads=emoji_named,
        initial=lambda now: now.kudos.emoji,
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
        initial=_tags,
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
            values=v[cls.values],
        )
        return AdminSettings(kudos, v[cls.zone], v[cls.managers])
