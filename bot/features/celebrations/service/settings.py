"""What the workspace decided about celebrations, and what members want for themselves."""

import re
from calendar import monthrange
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from bot.common.errors import BadInput
from bot.db.transaction import Transaction
from bot.features.celebrations.repository import CelebrationRepository
from bot.features.celebrations.rules.selection import CelebrationKind, CelebrationSettings, Wish
from bot.features.people.service import members as people
from bot.features.people.service.settings import edit_settings
from bot.framework.context import Context

MOST_IMAGES, LONGEST_IMAGE = 20, 500
_LEAP = 2024
_BROKEN = re.compile(r"[\s<>|\"]")


async def decide(ctx: Context, rules: CelebrationSettings) -> None:
    """Stores the settings. NotAllowed: not an admin. BadInput: a value out of range, with its field.

    AlreadyRecorded: the request came before.
    """
    edit = await edit_settings(ctx, CelebrationSettings)
    if (rules.medium is None) != (rules.large is None):
        raise BadInput("Write both amounts, or none: then they are worked out.", field="large")
    if rules.medium is not None and rules.large is not None and not Decimal(0) < rules.medium < rules.large:
        raise BadInput("The second amount has to be larger than the first.", field="large")
    if len(rules.images) > MOST_IMAGES:
        raise BadInput(f"At most {MOST_IMAGES} pictures.", field="images")
    for url in rules.images:
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname or len(url) > LONGEST_IMAGE or _BROKEN.search(url):
            raise BadInput(
                "Each picture is an address that begins with https://, one a line.", field="images"
            )
    await edit.save(rules)


async def wishes(transaction: Transaction) -> dict[str, Wish]:
    """Wishes by member id, of those who ever chose; for all others the defaults of `Wish` hold."""
    return {
        who: Wish(
            row.results,
            row.dates,
            (row.birth_month, row.birth_day) if row.birth_month and row.birth_day else None,
        )
        for who, row in (await CelebrationRepository(transaction).wishes()).items()
    }


async def wish_of(transaction: Transaction, person_id: str) -> Wish:
    """The wish of one member; the defaults of `Wish` where they never chose."""
    return (await wishes(transaction)).get(person_id, Wish())


async def wish(ctx: Context, wanted: Wish) -> None:
    """Stores what the actor wants for themselves. BadInput (field `birth_day`): there is no such day.

    AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    await people.actor(ctx.transaction, ctx.actor_id)
    if wanted.birthday is not None:
        month, day = wanted.birthday
        if not 1 <= day <= monthrange(_LEAP, month)[1]:
            raise BadInput("There is no such day: choose another.", field="birth_day")
    month_day = wanted.birthday or (None, None)
    await CelebrationRepository(ctx.transaction).wish(
        {
            "member_id": ctx.actor_id,
            "results": wanted.results,
            "dates": wanted.dates,
            "birth_month": month_day[0],
            "birth_day": month_day[1],
        }
    )


async def posted(
    transaction: Transaction, celebration_id: int, channel_id: str | None
) -> tuple[CelebrationKind, Mapping[str, Any]]:
    """Kind and `facts` of a celebration posted in this channel. BadInput: none is, or in another channel."""
    row = await CelebrationRepository(transaction).one(celebration_id)
    # A forged click from elsewhere must not tell what a channel celebrates.
    if row is None or row.state != "posted" or row.channel_id != channel_id:
        raise BadInput("That is not there any more.")
    return CelebrationKind(row.kind), row.facts
