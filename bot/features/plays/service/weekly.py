"""One play a week in Monday's week of a team's channel."""

from datetime import datetime

from bot.db.transaction import Transaction
from bot.features.ledger.notices import SharedInPost
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.plays.repository.plays import PlayRepository
from bot.features.plays.rules.facts import Play
from bot.features.plays.rules.settings import PlaySettings
from bot.features.plays.service.plays import fresh_until
from bot.features.skills.rules.rubric import SKILL_NAMES
from bot.slack.text import escape


async def play_of_the_week(transaction: Transaction, channel_id: str, now: datetime) -> SharedInPost:
    """The newest used play that did not stand in this channel, as one block of mrkdwn; nothing without one.

    It counts as posted by that.
    """
    settings = await settings_of(transaction, PlaySettings)
    row = await PlayRepository(transaction).newest_unposted(channel_id) if settings.weekly else None
    if row is None or fresh_until(row.fact(), settings) <= now:
        return SharedInPost()
    await PlayRepository(transaction).post(row.id, channel_id, now)
    author = await people.person(transaction, row.author_id)
    return SharedInPost(_told(row.fact(), author.name))


def _told(play: Play, author: str) -> str:
    skill = SKILL_NAMES.get(play.skill, "")
    about = f" ({skill.lower()})" if skill else ""
    return f"A play by {author}{about}: *{escape(play.title)}* · `/play P{play.id}`"
