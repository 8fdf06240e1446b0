"""The modals of celebrations: what a member wants for themselves, and the admin's settings. Pure."""

from datetime import date
from typing import Any

from bot.common.dates import MONTHS, WEEKDAYS
from bot.features.celebrations.rules.selection import (
    CelebrationKind,
    CelebrationSettings,
    CelebrationTone,
    Wish,
)
from bot.slack.blocks import (
    Block,
    actions,
    button,
    channel_select,
    checkbox,
    checkboxes,
    context,
    field_of,
    modal,
    option,
    section,
    select,
    text_input,
)

WISH, SETTINGS, OPEN = "celebrations.wish", "celebrations.settings", "celebrations.open"
_KINDS = {
    CelebrationKind.deal: "Deals won",
    CelebrationKind.goal: "Goals reached, when their owner tells the team",
    CelebrationKind.quota: "Quotas reached",
    CelebrationKind.best: "Personal bests",
    CelebrationKind.streak: "Weeks in a row on target",
    CelebrationKind.first: "First deals",
    CelebrationKind.anniversary: "Work anniversaries",
    CelebrationKind.birthday: "Birthdays of those who want it",
    CelebrationKind.welcome: "New colleagues",
    CelebrationKind.team: "What a team reaches together",
}
_TONES = {CelebrationTone.warm: "Warm", CelebrationTone.plain: "Plain", CelebrationTone.playful: "Playful"}
_NONE = "-"


def wish_form(wish: Wish, *, is_admin: bool) -> dict[str, Any]:
    """Modal in which a member chooses which of their results and dates may be celebrated.

    `is_admin` adds the button that opens the workspace's settings.
    """
    months = [option("No birthday", _NONE), *(option(name, str(n)) for n, name in enumerate(MONTHS, 1))]
    days = [option("–", _NONE), *(option(str(day), str(day)) for day in range(1, 32))]
    month, day = wish.birthday or (0, 0)
    blocks: list[Block] = [
        field_of(
            "results",
            "How I do",
            checkbox(
                "results", option("My deals, goals and records may be celebrated", "on"), checked=wish.results
            ),
            optional=True,
        ),
        field_of(
            "dates",
            "My days",
            checkbox(
                "dates", option("My anniversary and my start may be celebrated", "on"), checked=wish.dates
            ),
            optional=True,
        ),
        field_of("birth_month", "My birthday: month", select("birth_month", months, initial=months[month])),
        field_of("birth_day", "Day", select("birth_day", days, initial=days[day])),
        context("The team hears of a birthday only if you choose one here. There is no year, and no age."),
    ]
    if is_admin:
        blocks.append(actions(button("How we celebrate", OPEN)))
    return modal(WISH, "Celebrations", blocks, submit="Save", close="Cancel")


def settings_form(rules: CelebrationSettings) -> dict[str, Any]:
    """Form in which an admin chooses what is celebrated, how, in which tone, and on which days not."""
    kinds = [option(words, kind.value) for kind, words in _KINDS.items()]
    tones = [option(words, tone.value) for tone, words in _TONES.items()]
    tone = next(each for each in tones if each["value"] == rules.tone.value)
    weekdays = [option(name, str(number)) for number, name in enumerate(WEEKDAYS)]
    quiet = {str(day) for day in rules.quiet_weekdays}
    amounts = option("Say what a deal is worth", "on")
    blocks = [
        field_of(
            "kinds", "What we celebrate", checkboxes("kinds", kinds, checked=set(rules.kinds)), optional=True
        ),
        field_of("tone", "How we say it", select("tone", tones, initial=tone)),
        field_of(
            "channel",
            "Where",
            channel_select("channel", placeholder="Each team's own channel", initial=rules.channel_id),
            optional=True,
        ),
        field_of(
            "amounts",
            "Amounts",
            checkbox("amounts", amounts, checked=rules.show_amounts),
            optional=True,
        ),
        field_of(
            "posts_a_day",
            "Posts a day in a channel, at most",
            text_input("posts_a_day", initial=str(rules.posts_a_day), longest=2),
            hint="What comes meanwhile is told together in the next one, an hour later at the earliest.",
        ),
        field_of(
            "quiet_weekdays",
            "Quiet days of the week",
            checkboxes("quiet_weekdays", weekdays, checked=quiet),
            optional=True,
        ),
        field_of(
            "quiet_days",
            "Quiet days",
            text_input("quiet_days", initial=", ".join(map(str, sorted(rules.quiet_days))), longest=500),
            optional=True,
            hint="Such as 2026-12-24, 2026-12-31.",
        ),
        *_deal_fields(rules),
        field_of(
            "images",
            "Pictures",
            text_input("images", initial="\n".join(rules.images), multiline=True),
            optional=True,
            hint="Addresses with https://, one a line. Slack loads one of them with each celebration.",
        ),
    ]
    return modal(SETTINGS, "How we celebrate", blocks, submit="Save", close="Cancel")


def _deal_fields(rules: CelebrationSettings) -> list[Block]:
    words = ", ".join(rules.renewal_words)
    medium, large = (f"{each:f}" if each is not None else "" for each in (rules.medium, rules.large))
    hint = "Empty: worked out from the deals of the last twelve months, by their median and their top tenth."
    return [
        field_of(
            "medium",
            "A larger deal begins at",
            text_input("medium", initial=medium, longest=20),
            optional=True,
        ),
        field_of(
            "large",
            "A very large one at",
            text_input("large", initial=large, longest=20),
            optional=True,
            hint=hint,
        ),
        field_of(
            "renewal_words",
            "Words that make a deal a renewal",
            text_input("renewal_words", initial=words, longest=200),
            optional=True,
        ),
    ]


def saved_view(text: str) -> dict[str, Any]:
    """Window shown once a wish or the settings are stored; `text` is its only sentence."""
    return modal("celebrations.saved", "Saved", [section(text)])


def day_from(text: str) -> date | None:
    """Day of a text in ISO form (2026-12-24), blanks around it ignored; None for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
