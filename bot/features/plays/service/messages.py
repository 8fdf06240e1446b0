"""Messages of which somebody thinks that they are plays: their authors are asked, text only."""

from datetime import timedelta
from hashlib import sha256

from bot.common.errors import NotAllowed
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.drafts import service as drafts
from bot.features.people.service import members as people
from bot.features.plays.notices import PlayFromMessage
from bot.features.plays.rules.words import LONGEST_DID
from bot.features.plays.service.plays import reader
from bot.features.skills.service.colleagues import is_colleague
from bot.framework.context import Context
from bot.slack.text import as_typed, mentions

_LIVES = timedelta(days=7)
# The form of a play about a message, whose words wait in a draft of its author: what it is about begins so.
PLAY_FORM, DID, FROM_MESSAGE = "plays.written", "did", "M"


async def raw_text(ctx: Context, text: str) -> str:
    """A message's words as a field has them, without what does not fit."""
    return as_typed(text, await people.names(ctx.transaction, mentions(text)))[:LONGEST_DID]


async def ask_author(ctx: Context, author_id: str, text: str, place: str) -> str:
    """Asks the author of a message whether they share it, and gives their name; neither channel nor link.

    Once a message: `place` says which it is, and is kept as a hash alone.

    NotAllowed: plays are not for the actor or the author.
    """
    who = await reader(ctx)
    author = await people.person(ctx.transaction, author_id)
    if not author.is_active_person or not is_colleague(author, who.org_chart):
        raise NotAllowed("Plays are written by people in a team: whoever wrote that is in none.")
    await ctx.claim()
    raw = await raw_text(ctx, text)
    about = f"{FROM_MESSAGE}{sha256(place.encode()).hexdigest()[:8]}"
    key, words = f"{PlayFromMessage.kind}:{author_id}:{about}", {DID: raw}
    if await Outbox(ctx.transaction).known_among([key]):
        return author.name
    await drafts.keep_as_typed(ctx.transaction, author_id, PLAY_FORM, about, words, ctx.now)
    notice = PlayFromMessage(who.person.name, raw, about)
    await Outbox(ctx.transaction).enqueue(
        notice,
        ctx.now,
        to=Recipient(author_id),
        dedupe_key=key,
        expires_after=_LIVES,
    )
    return author.name
