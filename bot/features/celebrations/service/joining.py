"""Dates of the day that stand in another post of their channel, in place of one of their own."""

from datetime import datetime, timedelta

from bot.common.text import listed
from bot.db.transaction import Transaction
from bot.features.celebrations.repository import CelebrationRepository
from bot.features.celebrations.rules.selection import CelebrationKind, CelebrationSettings
from bot.features.celebrations.rules.texts import CONGRATULATE, sentence, words_from
from bot.features.ledger.notices import SharedInPost
from bot.features.people.service.settings import settings_of
from bot.framework.needs import first_names

# What falls within that time is one message.
NEAR = timedelta(hours=2)
# As many as the post has room for; the others come in a post of their own.
_MOST = 2
_DATES = (CelebrationKind.anniversary, CelebrationKind.birthday, CelebrationKind.welcome)


async def dates_of_the_day(transaction: Transaction, channel_id: str, now: datetime) -> SharedInPost:
    """The anniversaries, birthdays and new colleagues that this channel would hear of within two hours.

    They count as posted by that, and as no post of celebrations.
    """
    rows = await CelebrationRepository(transaction).coming(channel_id, _DATES, now + NEAR)
    tone, said, keys = (await settings_of(transaction, CelebrationSettings)).tone, [], []
    for number, row in enumerate(rows[:_MOST], 1):
        row.state = "posted"
        words = words_from(row.facts)
        said.append(sentence(CelebrationKind(row.kind), words, tone, row.key))
        who = listed(list(first_names({name: name for name in words.who}).values()))
        keys.append((f"Congratulate {who}"[:75], f"{CONGRATULATE}:{number}", str(row.id)))
    return SharedInPost("\n".join(said), tuple(keys))
