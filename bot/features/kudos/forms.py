"""The modal of the settings of kudos and workspace. Pure."""

from typing import Any

from bot.features.kudos.rules.settings import KudosSettings
from bot.features.people.rules import Person
from bot.slack.blocks import (
    Block,
    channel_select,
    checkbox,
    context,
    field_of,
    modal,
    option,
    section,
    text_input,
    users_select,
)

SETTINGS = "kudos.settings"
LONGEST_EMOJI, LONGEST_NUMBER, LONGEST_VALUES, LONGEST_ZONE = 102, 4, 1500, 64
ROLES = (("rep", "a rep"), ("manager", "a manager"), ("admin", "an admin"))


def settings_form(settings: KudosSettings, *, zone: str, managers: list[Person]) -> dict[str, Any]:
    """Form of all that an admin decides, filled in as it is now; `zone` is an IANA name."""
    channel = channel_select("channel", placeholder="Where the kudos is given", initial=settings.channel_id)
    private = option("People may thank each other privately", "allowed")
    guests = option("Guests may thank people too", "allowed")
    blocks: list[Block] = [
        section("*Kudos*"),
        field_of(
            "channel",
            "Channel for shout-outs",
            channel,
            optional=True,
            hint="Empty: each shout-out goes to the channel where the kudos is given.",
        ),
        field_of(
            "emoji",
            "Emoji that gives a point as a reaction",
            text_input("emoji", initial=settings.emoji, longest=LONGEST_EMOJI),
        ),
        *(_allowance(settings, role, words) for role, words in ROLES),
        field_of(
            "values",
            "Company values",
            text_input("values", initial=_tags(settings), longest=LONGEST_VALUES),
            optional=True,
            hint="Tags, with spaces between them: #teamwork #ownership",
        ),
        field_of(
            "min_reason",
            "Shortest reason (characters)",
            text_input("min_reason", initial=str(settings.min_reason), longest=LONGEST_NUMBER),
        ),
        field_of(
            "private",
            "Private kudos",
            checkbox("private", private, checked=settings.private_allowed),
            optional=True,
        ),
        field_of(
            "guests",
            "Guests",
            checkbox("guests", guests, checked=settings.open_to_guests),
            optional=True,
            hint="Otherwise guests see their own kudos, and give none.",
        ),
        section("*Workspace*"),
        field_of(
            "managers",
            "Managers",
            users_select("managers", placeholder="Who leads a team", initial=[p.id for p in managers]),
            optional=True,
        ),
        field_of(
            "zone",
            "Time zone",
            text_input("zone", initial=zone, longest=LONGEST_ZONE),
            hint="Weeks and months of the boards begin here, such as Europe/Berlin.",
        ),
    ]
    return modal(SETTINGS, "Pacer settings", blocks, submit="Save", close="Cancel")


def _tags(settings: KudosSettings) -> str:
    return " ".join(f"#{value}" for value in settings.values)


def _allowance(settings: KudosSettings, role: str, words: str) -> Block:
    initial = str(settings.allowances[role])
    return field_of(
        f"allowance_{role}",
        f"Points a day for {words}",
        text_input("points", initial=initial, longest=LONGEST_NUMBER),
    )


def saved_view() -> dict[str, Any]:
    """Window shown once the settings are stored."""
    return modal(
        "kudos.saved", "Pacer settings", [section(":white_check_mark: Saved."), context("In force now.")]
    )
