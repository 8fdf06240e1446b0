"""Disputes: a rep says that a credit is wrong, the manager decides, and the ledger is corrected."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.recipients import Recipient
from bot.features.ledger.rules.access import may_keep
from bot.features.ledger.rules.listings import CreditRow
from bot.features.ledger.service.by_hand.manual_entries import Correction, adjust
from bot.features.ledger.service.by_hand.own_decisions import reinstate
from bot.features.ledger.service.own_entries import deciders_of, is_declined
from bot.features.ledger.service.rows import credit_row, newest_credit
from bot.features.metrics.models import Dispute
from bot.features.metrics.notices import DisputeDecided, DisputeRaised
from bot.features.metrics.repository import MetricRepository
from bot.features.metrics.rules.facts import LONGEST_REASON
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context
from bot.slack.text import escape

SHORTEST_REASON = 3


@dataclass(frozen=True)
class Ruling:
    """A manager's decision. `amount`: what the person should have from the deal; None declines.

    `other_id` gets the opposite difference; "" is nobody.
    """

    answer: str
    amount: Decimal | None = None
    other_id: str = ""


@dataclass(frozen=True)
class Settled:
    """A decided dispute. `difference` was added to the ledger; None when it was declined."""

    member_id: str
    row: CreditRow
    difference: Decimal | None


async def raise_dispute(ctx: Context, credit_id: int, reason: str) -> str:
    """Disputes a credit of the actor's own and gives the name of who decides.

    NotAllowed for another's credit; BadInput for a reason of wrong length, or a deal that is in dispute
    already.
    """
    await ctx.claim()
    row = await credit_row(ctx.transaction, credit_id, ctx.now)
    if row is None or row.member_id != ctx.actor_id:
        raise NotAllowed("You can dispute your own rows only.")
    words = checked_words(reason, "reason")
    if row.waits and row.gone_at is None:
        raise BadInput("That row counts nowhere yet: it waits to be confirmed.", field="reason")
    decider_ids = await _deciders(ctx.transaction, ctx.actor_id)
    repository = MetricRepository(ctx.transaction)
    if any(each.deal_id == row.deal_id for each in await repository.open_disputes([ctx.actor_id])):
        raise BadInput(f"Your dispute about {row.deal} is open already: wait for the answer.", field="reason")
    dispute_id = await repository.raise_dispute(
        {
            "deal_id": row.deal_id,
            "member_id": ctx.actor_id,
            "reason": escape(words),
            "state": "open",
            "answer": "",
            "decided_by": None,
            "raised_at": ctx.now,
            "decided_at": None,
        }
    )
    names = await people.names(ctx.transaction, [ctx.actor_id, *decider_ids])
    notice = _raised(
        dispute_id,
        row,
        await _currency(ctx.transaction, row),
        names.get(ctx.actor_id, "Someone"),
        escape(words),
    )
    outgoing = [
        OutgoingNotice(
            notice, to=Recipient(who), dedupe_key=asked_key(dispute_id, who), expires_after=timedelta(days=7)
        )
        for who in decider_ids
    ]
    await Outbox(ctx.transaction).enqueue_all(outgoing, ctx.now)
    return names.get(decider_ids[0], "your manager")


async def _currency(transaction: Transaction, row: CreditRow) -> str:
    """The currency in which the row's amount is told: the books' one, where there is a rate."""
    return row.currency if row.amount_base is None else (await workspace.books_of(transaction)).currency


def _raised(dispute_id: int, row: CreditRow, currency: str, who: str, reason: str) -> DisputeRaised:
    return DisputeRaised(
        dispute_id=dispute_id,
        credit_id=row.id,
        who=who,
        deal=row.deal,
        row=f"{row.source} {escape(row.external_id)}",
        amount=row.amount if row.amount_base is None else row.amount_base,
        currency=currency,
        on=row.credit_date,
        reason=reason,
    )


async def to_decide(transaction: Transaction, dispute_id: int, actor_id: str, now: datetime) -> DisputeRaised:
    """An open dispute, for who is asked to decide it; BadInput where it is decided, NotAllowed for others."""
    dispute = await MetricRepository(transaction).dispute(dispute_id)
    if dispute is None:
        raise BadInput("There is no such dispute.")
    await people.actor(transaction, actor_id)
    if actor_id not in await _deciders(transaction, dispute.member_id):
        raise NotAllowed("Only the manager of whoever raised it, and admins, decide a dispute.")
    if dispute.state != "open":
        raise BadInput("That dispute is decided already.")
    row = await newest_row(transaction, dispute, now)
    who = (await people.person(transaction, dispute.member_id)).name
    return _raised(dispute.id, row, await _currency(transaction, row), who, dispute.reason)


def checked_words(words: str, field: str) -> str:
    """The words without spaces around; BadInput (field `field`) below 3 or above 1,000 characters."""
    found = words.strip()
    if not SHORTEST_REASON <= len(found) <= LONGEST_REASON:
        limits = f"{SHORTEST_REASON} to {LONGEST_REASON:,}"
        raise BadInput(f"Write {limits} characters, not {len(found):,}.", field=field)
    return found


def asked_key(dispute_id: int, decider_id: str) -> str:
    """The dedupe key of the message that asks this person to decide."""
    return f"{DisputeRaised.kind}:{dispute_id}:{decider_id}"


async def _deciders(transaction: Transaction, person_id: str) -> list[str]:
    """Ids of those who decide: the person's manager, or the admins when there is none."""
    found = [*await deciders_of(transaction, person_id, await teams.load_org_chart(transaction))]
    if not found:
        raise BadInput("There is nobody who could decide: an admin adds your team with `/pacer teams`.")
    return found


async def decide(ctx: Context, dispute_id: int, ruling: Ruling) -> Settled:
    """Decides a dispute: an adjustment is booked, or it is declined with a reason.

    BadInput: it does not exist or is decided. NotAllowed: the actor does not decide it.
    """
    await ctx.claim()
    repository = MetricRepository(ctx.transaction)
    dispute = await repository.lock_dispute(dispute_id)
    if dispute is None:
        raise BadInput("There is no such dispute.")
    await _check_decider(ctx.transaction, dispute, ctx.actor_id)
    if dispute.state != "open":
        raise BadInput("That dispute is decided already.")
    difference = None
    if ruling.amount is not None:
        difference = await _correct(ctx, dispute, ruling, ruling.amount)
    else:
        checked_words(ruling.answer, "answer")
    dispute.state = "declined" if difference is None else "corrected"
    dispute.answer, dispute.decided_by, dispute.decided_at = (
        escape(ruling.answer.strip()),
        ctx.actor_id,
        ctx.now,
    )
    await ctx.transaction.session.flush()
    return await _tell(ctx.transaction, dispute, difference, ctx.actor_id, ctx.now)


async def _correct(ctx: Context, dispute: Dispute, ruling: Ruling, amount: Decimal) -> Decimal:
    """Adds what is missing, and gives it; of an entry that was declined, lets it count after all."""
    note = checked_words(ruling.answer or "as disputed", "answer")
    again = replace(ctx, request_key=f"{ctx.request_key}:line")
    if await is_declined(ctx.transaction, dispute.deal_id) and amount > 0:
        if ruling.other_id:
            raise BadInput("Nothing of that deal is booked: nobody can get the difference.", field="other")
        return await reinstate(again, dispute.deal_id, amount)
    wanted = Correction(dispute.deal_id, dispute.member_id, amount, escape(note), ruling.other_id)
    return await adjust(again, wanted)


async def _check_decider(transaction: Transaction, dispute: Dispute, actor_id: str) -> None:
    actor, org_chart = await people.actor(transaction, actor_id), await teams.load_org_chart(transaction)
    if actor_id == dispute.member_id or not may_keep(actor, dispute.member_id, org_chart):
        raise NotAllowed("Only the manager of whoever raised it, and admins, decide a dispute.")


async def _tell(
    transaction: Transaction, dispute: Dispute, difference: Decimal | None, actor_id: str, now: datetime
) -> Settled:
    names = await people.names(transaction, [actor_id, dispute.member_id])
    outbox = Outbox(transaction)
    outcome, by, answer = dispute.state, names.get(actor_id, "Someone"), dispute.answer
    for who in {actor_id, *await _deciders(transaction, dispute.member_id)}:
        key = asked_key(dispute.id, who)
        await outbox.edit(
            key,
            DisputeRaised,
            lambda raised: replace(raised, outcome=outcome, by=by, answer=answer, difference=difference),
            f"{key}:{outcome}",
            now,
        )
    row = await newest_row(transaction, dispute, now)
    await outbox.enqueue(
        DisputeDecided(
            outcome, by, answer, difference, row.deal, row.credit_date, await _currency(transaction, row)
        ),
        now,
        to=Recipient(dispute.member_id),
        dedupe_key=f"{DisputeDecided.kind}:{dispute.id}",
    )
    return Settled(dispute.member_id, row, difference)


async def newest_row(transaction: Transaction, dispute: Dispute, now: datetime) -> CreditRow:
    """The newest credit that the person has of the deal; BadInput without one."""
    row = await newest_credit(transaction, dispute.deal_id, dispute.member_id, now)
    if row is None:
        raise BadInput("There is no line of that deal to correct.")
    return row
