"""Feedback that is given, and what comes of it: thanks, a question, a talk, kudos."""

from dataclasses import replace
from datetime import datetime

from bot.common.errors import AlreadyRecorded, BadInput, NotAllowed, Refusal
from bot.db.transaction import Transaction
from bot.features.feedback.repository import FeedbackRepository
from bot.features.feedback.rules.access import FeedbackParties, Record, readers
from bot.features.feedback.rules.content import (
    FeedbackText,
    FeedbackTone,
    check_doubt,
    check_person,
    checked,
    record_of,
)
from bot.features.feedback.rules.facts import Feedback
from bot.features.feedback.service import notifications
from bot.features.feedback.service.reading import load_readable
from bot.features.kudos.commands.form_input import from_form
from bot.features.kudos.rules.giving import AllowanceSpent, GiveKudos
from bot.features.kudos.rules.settings import MAX_REASON, KudosSettings
from bot.features.kudos.service import giving as kudos
from bot.features.kudos.service.queries import still_counts
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.framework.context import Context


async def give(ctx: Context, about_id: str, words: FeedbackText, *, named_id: str = "") -> Feedback:
    """Stores feedback for one person, or a note; tells those who may read it.

    `named_id`: the manager whom the form named, who reads it too; "" for nobody. BadInput with its field:
    words or person cannot be used, or that manager has left or leads them no more. AlreadyRecorded: the
    request came before.
    """
    await ctx.claim()
    kept = checked(words)
    await people.actor(ctx.transaction, ctx.actor_id)
    about = check_person(ctx.actor_id, (await people.people(ctx.transaction, [about_id])).get(about_id))
    named = "" if kept.tone is FeedbackTone.note else named_id
    if named:
        await _check_manager(ctx.transaction, named, about)
    record = record_of(kept.tone, named=bool(named), for_asker=False)
    return await write(
        ctx.transaction, record, kept, FeedbackParties(ctx.actor_id, about_id, named_id=named), ctx.now
    )


async def _check_manager(transaction: Transaction, named_id: str, about: Person) -> None:
    if (await teams.load_org_chart(transaction)).manager_of(about.id) != named_id:
        raise BadInput(f"Somebody else leads {about.name} by now: open the form again.", field="audience")
    manager = await people.person(transaction, named_id)
    if not manager.is_active_person:
        raise BadInput(f"{manager.name} has left: open the form again.", field="audience")


async def thank(ctx: Context, feedback_id: int) -> Feedback:
    """Whom it is about thanks the author; only the first time tells them.

    BadInput: not readable; NotAllowed: it is about another. AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    found = await load_readable(ctx.transaction, feedback_id, ctx.actor_id, ctx.now)
    if ctx.actor_id != found.about_id:
        raise NotAllowed("Only whom it is about thanks for it.")
    if found.thanked_at is None:
        found.thanked_at = ctx.now
        await notifications.tell_thanked(ctx.transaction, found, ctx.now)
    return found.fact()


async def clarify(ctx: Context, feedback_id: int, question: str) -> Feedback:
    """A reader asks the author what was meant, in a group message of the two.

    BadInput: not readable, question too short or long, author has left. NotAllowed: the actor is the author.
    AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    asked = check_doubt(question)
    found = await load_readable(ctx.transaction, feedback_id, ctx.actor_id, ctx.now)
    await writer_for(ctx.transaction, found.fact(), ctx.actor_id)
    await notifications.tell_talk(ctx, found, question=asked)
    return found.fact()


async def discuss(ctx: Context, feedback_id: int) -> Feedback:
    """Opens a group message of reader and author, once a day.

    BadInput: not readable, or the author has left. NotAllowed: the actor is the author, or it was opened that
    day. AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    found = await load_readable(ctx.transaction, feedback_id, ctx.actor_id, ctx.now)
    await writer_for(ctx.transaction, found.fact(), ctx.actor_id)
    if not await notifications.tell_talk(ctx, found):
        raise NotAllowed(
            "You asked for it already: the direct message of the two of you is there, "
            "or opens in their working hours."
        )
    return found.fact()


async def writer_for(transaction: Transaction, feedback: Feedback, reader_id: str) -> Person:
    """The author, for a reader who wants to know more. NotAllowed: it is them; BadInput: the author left."""
    if reader_id == feedback.author_id:
        raise NotAllowed("You wrote it: those who read it ask you.")
    writer = await people.person(transaction, feedback.author_id)
    if not writer.is_active_person:
        raise BadInput(f"{writer.name} has left: nobody would read it.")
    return writer


async def is_shared(transaction: Transaction, feedback: Feedback) -> bool:
    """Whether its public kudos is there; False once that was undone."""
    return feedback.kudos_id is not None and await still_counts(transaction, feedback.kudos_id)


def may_share(feedback: Feedback, actor_id: str) -> bool:
    """Whether somebody may make a public kudos of it: the author; with consent whom it is about.

    Only praise, and no answer about somebody else.
    """
    is_praise = feedback.tone == FeedbackTone.praise.value
    is_theirs = Record[feedback.record] in (Record.shared, Record.with_manager)
    # An undone kudos was taken back, and the consent with it.
    is_free = feedback.may_share and feedback.kudos_id is None
    consents = actor_id == feedback.author_id or (is_free and actor_id == feedback.about_id)
    return is_praise and is_theirs and consents


def fits_kudos(feedback: Feedback) -> bool:
    """Whether what happened is short enough to be the reason of a kudos."""
    return len(feedback.what) <= MAX_REASON


async def share(ctx: Context, feedback_id: int) -> Feedback:
    """Gives praise as a public kudos of its author, with one point; one kudos at a time.

    BadInput: not readable, too long, or no channel. NotAllowed: no consent, shared already, or the kudos is
    refused. AlreadyRecorded: the request came before.
    """
    repository = FeedbackRepository(ctx.transaction)
    await repository.lock(feedback_id)
    found = await load_readable(ctx.transaction, feedback_id, ctx.actor_id, ctx.now)
    seen = found.fact()
    if not may_share(seen, ctx.actor_id) or await is_shared(ctx.transaction, seen):
        raise NotAllowed("Only praise whose writer agrees becomes a public kudos, and only once.")
    if not fits_kudos(seen):
        raise BadInput(
            f"It is longer than a kudos can be ({MAX_REASON:,} characters): give one in your words."
        )
    settings = await settings_of(ctx.transaction, KudosSettings)
    gift: GiveKudos = from_form((found.about_id,), points=1, reason=found.what, value=None, private=False)
    team = (await teams.load_org_chart(ctx.transaction)).team_of(found.about_id)
    # A shout-out needs a place: the workspace's for kudos, or where the team talks.
    place = settings.channel_id or (team.channel_id if team else None)
    if not place:
        raise BadInput("There is no channel for it: an admin chooses one with `/pacer settings`.")
    by_author = replace(ctx, actor_id=found.author_id, channel_id=place)
    try:
        given = await kudos.give(by_author, gift, settings)
    except AlreadyRecorded:
        raise
    except Refusal as refusal:
        if ctx.actor_id == found.author_id:
            raise
        raise _for_another(refusal) from refusal
    found.kudos_id = given.kudos_id
    return found.fact()


def _for_another(refusal: Refusal) -> NotAllowed:
    """Why the author's kudos is refused, in words for the person who may share it."""
    if isinstance(refusal, AllowanceSpent):
        return NotAllowed(
            "It costs one of the writer's points, and they have none left today: try another day."
        )
    return NotAllowed(f"It cannot be shared as kudos. Its writer would be told: “{refusal}”")


async def write(
    transaction: Transaction, record: Record, words: FeedbackText, parties: FeedbackParties, now: datetime
) -> Feedback:
    """Stores checked words, and tells all readers but the author that they are there."""
    written = await FeedbackRepository(transaction).write(
        {
            "record": record.name,
            "tone": words.tone.value,
            "author_id": parties.author_id,
            "about_id": parties.about_id,
            "named_id": parties.named_id,
            "asker_id": parties.asker_id,
            "what": words.what,
            "effect": words.effect,
            "suggestion": words.suggestion,
            "skill": words.skill,
            "link": words.link,
            "may_share": words.may_share,
            "written_at": now,
        }
    )
    told = sorted(readers(record, parties) - {parties.author_id})
    await notifications.tell_written(transaction, written, told, now)
    return written.fact()
