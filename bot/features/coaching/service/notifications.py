"""The messages about a talk: sent, kept true, and taken back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.common.dates import write_day
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.recipients import Recipient
from bot.features.coaching.notices import OutcomeTold, TalkClose, TalkPrep
from bot.features.coaching.rules.facts import CoachingSeries, CoachingTalk, Say, says_of
from bot.features.coaching.rules.outcomes import CoachingOutcome
from bot.features.coaching.rules.pair import called
from bot.features.coaching.rules.state_machine import TalkState
from bot.features.coaching.service.useful import asks_use
from bot.features.notifications.service.availability import together
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.skills.rules.outcome_facts import caution, headline, numbers
from bot.features.skills.rules.wording import Addressed
from bot.framework.context import Context

# After that a talk lapses, and nobody needs to be asked.
_LIVES = timedelta(days=10)
PREP = "coaching.prep"


def close_key(talk: CoachingTalk, member_id: str) -> str:
    """Dedupe key of the question after a talk; a talk that was moved is asked about anew."""
    return f"{TalkClose.kind}:{talk.id}:{talk.version}:{member_id}"


def prep_key(talk: CoachingTalk, member_id: str) -> str:
    """Dedupe key of the card of the person before a talk."""
    return f"{PREP}:{talk.id}:{talk.version}:{member_id}"


def day_key(manager_id: str, day: date) -> str:
    """Dedupe key of a manager's card of a day."""
    return f"{PREP}:day:{day}:{manager_id}"


async def ask(ctx: Context, series: CoachingSeries, talk: CoachingTalk, member_ids: tuple[str, ...]) -> None:
    """Asks these of the two whether the talk took place; asked once, whatever dies."""
    await _enqueue(ctx, series, talk, member_ids)


async def ask_other(ctx: Context, series: CoachingSeries, talk: CoachingTalk) -> None:
    """Asks the one of the two who has not recorded the talk."""
    await _enqueue(ctx, series, talk, (series.other(ctx.actor_id),))


async def _enqueue(
    ctx: Context, series: CoachingSeries, talk: CoachingTalk, member_ids: tuple[str, ...]
) -> None:
    outgoing = [
        OutgoingNotice(
            await card_of(ctx.transaction, series, talk, member_id, ctx.now),
            to=Recipient(member_id),
            dedupe_key=close_key(talk, member_id),
            expires_after=_LIVES,
            not_after=talk.at + _LIVES,
        )
        for member_id in member_ids
    ]
    await Outbox(ctx.transaction).enqueue_all(outgoing, ctx.now)


async def card_of(
    transaction: Transaction, series: CoachingSeries, talk: CoachingTalk, member_id: str, now: datetime
) -> TalkClose:
    """The question to one of the two, as it stands."""
    known = await people.people(transaction, series.pair)
    other_id = series.other(member_id)
    other = known.get(other_id) or people.stranger(other_id)
    me = known.get(member_id) or people.stranger(member_id)
    on, today = local_day(talk.at, me.zone), local_day(now, me.zone)
    is_asked, has_voted = await asks_use(transaction, series, talk, member_id)
    return TalkClose(
        talk.id,
        called(other),
        "today" if on == today else f"on {write_day(on, today)}",
        says_of(member_id, series, talk).value,
        says_of(other_id, series, talk).value,
        talk.state.value,
        is_asked,
        has_voted,
    )


async def show_said(ctx: Context, series: CoachingSeries, talk: CoachingTalk) -> None:
    """Shows on the cards of both what was said; whoever was not asked yet need not be once both have."""
    for member_id in series.pair:
        card = await card_of(ctx.transaction, series, talk, member_id, ctx.now)

        def said(before: TalkClose, card: TalkClose = card) -> TalkClose:
            return replace(card, day=before.day)

        key = close_key(talk, member_id)
        says = f"{talk.state.value}:{talk.person_says.value}:{talk.manager_says.value}:{card.has_voted}"
        await Outbox(ctx.transaction).edit(key, TalkClose, said, f"{key}:{says}:{ctx.request_key}", ctx.now)


async def take_back_question(ctx: Context, series: CoachingSeries, talk: CoachingTalk) -> None:
    """Takes the question back from those of the two who have not answered it: the talk has lapsed."""
    for member_id in series.pair:
        if says_of(member_id, series, talk) is Say.none:
            await Outbox(ctx.transaction).retract(close_key(talk, member_id), ctx.now)
    if talk.state is TalkState.unconfirmed:
        await show_said(ctx, series, talk)


async def cancel_talk(ctx: Context, series: CoachingSeries, talk: CoachingTalk) -> None:
    """Takes back what was sent, or waits, about a talk that is moved, skipped or dropped."""
    outbox = Outbox(ctx.transaction)
    for member_id in series.pair:
        await outbox.retract(close_key(talk, member_id), ctx.now)
    await outbox.retract(prep_key(talk, series.person_id), ctx.now)
    manager = await people.person(ctx.transaction, series.manager_id)
    key = day_key(manager.id, local_day(talk.at, manager.zone))

    def without(card: TalkPrep) -> TalkPrep:
        return replace(card, talks=tuple(each for each in card.talks if each.talk_id != talk.id))

    await outbox.edit(key, TalkPrep, without, f"{key}:without:{talk.id}:{talk.version}", ctx.now)


def outcome_key(outcome: CoachingOutcome, member_id: str) -> str:
    """Dedupe key of what came of an action, to one of the two."""
    return f"{OutcomeTold.kind}:{outcome.id}:{member_id}"


async def tell_outcome(ctx: Context, series: CoachingSeries, outcome: CoachingOutcome) -> None:
    """Tells both of the two what came of an action, at the first moment at which both may be written to."""
    known = await people.people(ctx.transaction, series.pair)
    due = await together(ctx.transaction, list(known.values()), ctx.now)
    outgoing = [
        OutgoingNotice(
            outcome_notice(outcome, _addressed(known, outcome, member_id)),
            to=Recipient(member_id),
            dedupe_key=outcome_key(outcome, member_id),
            due=due,
            expires_after=_LIVES,
        )
        for member_id in series.pair
    ]
    await Outbox(ctx.transaction).enqueue_all(outgoing, ctx.now)


def _addressed(known: Mapping[str, Person], outcome: CoachingOutcome, reader_id: str) -> Addressed:
    """How the owner of an action is called for a reader: `you`, or by the first name."""
    return Addressed("" if reader_id == outcome.owner_id else called(known[outcome.owner_id]))


def outcome_notice(outcome: CoachingOutcome, owner: Addressed) -> OutcomeTold:
    """An outcome as it is told; `owner`: how whose action it is is called."""
    card = outcome.card
    return OutcomeTold(
        outcome.id, headline(card), numbers(card), caution(card, owner), outcome.answer.value, owner.name
    )


async def show_answer(ctx: Context, outcome: CoachingOutcome) -> None:
    """Shows on the cards of both what was made of an outcome."""
    for member_id in (outcome.owner_id, outcome.manager_id):
        key = outcome_key(outcome, member_id)

        def answered(before: OutcomeTold) -> OutcomeTold:
            return replace(before, answer=outcome.answer.value)

        await Outbox(ctx.transaction).edit(key, OutcomeTold, answered, f"{key}:{outcome.answer}", ctx.now)
