"""Sends one delivery: look for it if in doubt, lease it, post it, record the outcome."""

import asyncio
from collections import defaultdict

import structlog
from cryptography.fernet import MultiFernet
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from bot.common.clock import Clock
from bot.common.errors import Unavailable
from bot.db.transaction import Database
from bot.deliveries.clock_steps import ClockSteps
from bot.deliveries.failures import (
    BROKEN,
    LEFT_FOR,
    LONGEST_BACKOFF,
    MAY_BE_POSTED,
    NEWER,
    UNREADABLE,
    Next,
    after,
    after_looking,
    can_be_found,
)
from bot.deliveries.leases import Leases
from bot.deliveries.models import Attachment, Delivery
from bot.deliveries.notice_store import NewerNotice, UnreadableNotice, read
from bot.deliveries.notices import (
    DIGEST,
    EDIT,
    MADE_OF_OTHERS,
    REMINDERS,
    SENDING,
    SENT,
    InDoubt,
    NoticeKinds,
)
from bot.deliveries.outbox import EDITS, Outbox
from bot.deliveries.policy import DeliveryHooks
from bot.deliveries.probing import Prober
from bot.deliveries.recipients import Recipient
from bot.deliveries.rendering import Renderer
from bot.deliveries.response_urls import ResponseUrls
from bot.deliveries.results import Outcome, Outcomes, merged_into
from bot.deliveries.slack_transport import Posted, SlackTransport
from bot.slack.blocks import Message
from bot.slack.error_codes import NOT_A_MEMBER
from bot.slack.failures import SlackFailure

log = structlog.stdlib.get_logger(__name__)

# Of a workspace, those in flight at once in this process that cannot be looked for: should Slack fail in that
# moment, no more than a handful are in doubt. Faster than Slack allows all the same.
BLIND_AT_ONCE = 3


class Sender:
    """Sends deliveries of all workspaces, one for each call, whichever queue calls.

    `seal` opens the addresses of commands, by which posts reach channels that Pacer is no member of.
    """

    def __init__(
        self,
        db: Database,
        transport: SlackTransport,
        kinds: NoticeKinds,
        clock: Clock,
        policy: DeliveryHooks | None = None,
        seal: MultiFernet | None = None,
    ) -> None:
        self._seal = seal
        self._db = db
        self._transport = transport
        self._clock = clock
        self._hooks = rules = policy or DeliveryHooks()
        self._renderer = Renderer(kinds, rules)
        forgotten = {name for name, kind in kinds.items() if kind.is_forgotten}
        self._outcomes = Outcomes(db, rules, forgotten)
        self._clock_steps = ClockSteps(db, clock)
        self._kinds = kinds
        self._blind = defaultdict[str, asyncio.Semaphore](lambda: asyncio.Semaphore(BLIND_AT_ONCE))
        self.leases = Leases(db, kinds, rules)
        self.prober = Prober(db, transport, clock, kinds, rules)

    async def begin(self) -> None:
        """To be called when sending begins: puts right what a clock that was set meanwhile left behind."""
        await self._clock_steps.catch_up()

    async def recover(self) -> int:
        """Takes back what stopped senders left, as `Leases.recover` tells, by a clock that may be set."""
        await self._clock_steps.follow()
        return await self.leases.recover(self._clock.now())

    async def send(self, seen: Delivery) -> bool:
        """Sends this delivery unless it may not go out now; True when it was sent."""
        await self._clock_steps.follow()
        if seen.in_doubt and not await self._is_not_there(seen):
            return False
        if seen.kind in EDITS or can_be_found(seen) or self._in_doubt(seen) is InDoubt.repeat:
            return await self._send(seen)
        async with self._blind[seen.workspace_id]:
            return await self._send(seen)

    def _in_doubt(self, delivery: Delivery) -> InDoubt:
        kind = self._kinds.get(delivery.kind)
        return kind.when_in_doubt if kind else InDoubt.leave

    async def _send(self, seen: Delivery) -> bool:
        delivery = await self._claim(seen)
        if delivery is None:
            return False
        outcome = await self._attempt(delivery)
        if outcome is None:
            await self._outcomes.drop(delivery, self._clock.now())
            return False
        await self._outcomes.write(delivery, outcome, self._clock.now())
        return isinstance(outcome, Posted)

    async def _claim(self, seen: Delivery) -> Delivery | None:
        try:
            return await self.leases.claim(seen, self._clock.now())
        except (SQLAlchemyError, Unavailable):
            raise
        except Exception:
            # A row that cannot be judged must not stop the rows behind it: it is judged again later.
            log.exception("delivery.claim_failed", notice=seen.kind, delivery_id=seen.id)
            await self.leases.put_off(seen, self._clock.now() + LONGEST_BACKOFF)
            return None

    async def _attempt(self, delivery: Delivery) -> Outcome | None:
        try:
            return await self._carry(delivery)
        except NewerNotice as error:
            log.info("delivery.left_to_newer", delivery_id=delivery.id, reason=str(error))
            return Next(NEWER, LEFT_FOR)
        except UnreadableNotice as error:
            _log_unreadable(delivery, error)
            return Next(UNREADABLE)
        except SlackFailure as failure:
            log.warning(
                "delivery.failed", notice=delivery.kind, error=failure.code, permanent=failure.permanent
            )
            return after(failure, delivery, self._in_doubt(delivery))
        except Exception:
            # A row that cannot be drawn must not stop the rows behind it.
            log.exception("delivery.broken", notice=delivery.kind, delivery_id=delivery.id)
            return Next(BROKEN)

    async def _carry(self, delivery: Delivery) -> Posted | None:
        if delivery.kind in EDITS:
            return await self._change(delivery)
        merged = await self._merged(delivery) if self._holds_others(delivery) else []
        if delivery.kind == DIGEST and not merged:
            return None
        if delivery.kind == REMINDERS and not merged:
            return Posted(None, None) if delivery.is_confidential else None
        if delivery.is_confidential and not await self._is_needed(delivery):
            return Posted(None, None)
        attachment = await self._attachment(delivery)
        return await self._post(delivery, self._renderer.message(delivery, merged), attachment)

    async def _post(self, delivery: Delivery, message: Message, attachment: Attachment | None) -> Posted:
        try:
            return await self._transport.carry(delivery, message, attachment)
        except SlackFailure as refused:
            address = await self._address(delivery) if refused.code in NOT_A_MEMBER else None
            if address is None:
                raise
            try:
                await self._transport.answer_at(delivery.workspace_id, address, message)
            except SlackFailure as failure:
                if failure.permanent:
                    raise refused from None
                raise
            return Posted(Recipient.parse(delivery.target).channel_id, None)

    async def _address(self, delivery: Delivery) -> str | None:
        """Where the command that called for this post can be answered; None where it cannot any more."""
        if delivery.asked_by is None or self._seal is None:
            return None
        async with self._db.reading(delivery.workspace_id) as transaction:
            now = self._clock.now()
            return await ResponseUrls(transaction).find(delivery.dedupe_key, self._seal, now)

    async def _is_needed(self, delivery: Delivery) -> bool:
        async with self._db.reading(delivery.workspace_id) as reading:
            return await self._hooks.is_needed(reading, delivery)

    def _holds_others(self, delivery: Delivery) -> bool:
        kind = self._kinds.get(delivery.kind)
        return delivery.kind in MADE_OF_OTHERS or (kind is not None and kind.takes_reminders)

    async def _merged(self, holder: Delivery) -> list[Delivery]:
        """What it is made of; one that cannot be read fails by itself, and the others go out.

        What is confidential and not needed any more is not drawn, and nothing else tells. NewerNotice: a
        newer Pacer can read one of them.
        """
        readable = []
        for each in await merged_into(self._db, holder):
            try:
                _ = self._renderer.line(each) if holder.kind == DIGEST else self._renderer.row(each)
                if not each.is_confidential or await self._is_needed(each):
                    readable.append(each)
            except NewerNotice:
                raise
            except UnreadableNotice as error:
                _log_unreadable(each, error)
                await self._outcomes.fail_merged(each, UNREADABLE, self._clock.now())
        return readable

    async def _attachment(self, delivery: Delivery) -> Attachment | None:
        if delivery.attachment_id is None:
            return None
        async with self._db.reading(delivery.workspace_id) as transaction:
            return await transaction.session.get_one(Attachment, delivery.attachment_id)

    async def _change(self, edit: Delivery) -> Posted:
        key = read(EDITS[edit.kind], edit.facts).of
        of = (Delivery.workspace_id == edit.workspace_id, Delivery.dedupe_key == key)
        async with self._db.reading(edit.workspace_id) as transaction:
            original = await transaction.session.scalar(select(Delivery).where(*of))
            is_gone = edit.kind == EDIT and await Outbox(transaction).is_retracted(key)
        if original is not None and (original.state == SENDING or original.in_doubt):
            raise SlackFailure("original_still_sending", permanent=False)
        if original is None or not original.slack_ts or is_gone:
            return Posted(None, None)
        if edit.kind == EDIT:
            holds = self._holds_others(original)
            rows = await merged_into(self._db, original, SENT) if holds else []
            merged = [row for row in rows if not row.is_confidential or await self._is_needed(row)]
            await self._transport.edit(original, self._renderer.message(original, merged, is_edit=True))
        else:
            await self._transport.take_back(original)
        return Posted(None, None)

    async def _is_not_there(self, seen: Delivery) -> bool:
        """Whether earlier attempts left nothing in Slack; otherwise the message found is recorded.

        False as well while nothing may be looked for there.
        """
        if await self.leases.is_on_hold(seen, self._clock.now()):
            return False
        if seen.kind in EDITS:
            return True
        outcome = await self._looked_for(seen)
        if outcome is not None:
            await self._outcomes.write_doubt(seen, outcome, self._clock.now())
        return outcome is None

    async def _looked_for(self, seen: Delivery) -> Outcome | None:
        repeats = self._in_doubt(seen) is InDoubt.repeat
        if not can_be_found(seen):
            return None if repeats else Next(MAY_BE_POSTED)
        try:
            return await self._transport.find(seen)
        except SlackFailure as failure:
            following = after_looking(failure, seen)
            return None if repeats and following.wait is None else following


def _log_unreadable(delivery: Delivery, error: UnreadableNotice) -> None:
    log.error("delivery.unreadable", notice=delivery.kind, delivery_id=delivery.id, reason=str(error))
