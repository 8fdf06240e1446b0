"""What to do after Slack refused a message or gave no answer; pure."""

import random
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.deliveries.models import Delivery
from bot.deliveries.notices import InDoubt
from bot.deliveries.outbox import EDITS
from bot.deliveries.recipients import Recipient
from bot.slack.failures import SlackFailure

FIRST_BACKOFF = timedelta(seconds=2)
LONGEST_BACKOFF = timedelta(minutes=5)
BROKEN = "broken: see the log"
# A stored notice that this Pacer cannot read.
UNREADABLE = "unreadable_notice"
# One of a newer Pacer, left for it; and how soon this one looks again whether it is still there.
NEWER = "newer_notice"
LEFT_FOR = timedelta(minutes=1)
# Interval of attempts while a workspace's token is invalid.
TOKEN_LOST_FOR = timedelta(minutes=10)
MAY_BE_POSTED = "no answer from Slack: it may have been posted"


@dataclass(frozen=True)
class Next:
    """What follows: another attempt after `wait` (None: failed for good).

    `in_doubt`: look for the message in Slack before that. The holds are of its channel or workspace.
    `is_outage`: whether Slack or the way to it failed; None when Slack was not called.
    """

    error: str
    wait: timedelta | None = None
    in_doubt: bool = False
    hold_channel: bool = False
    hold_workspace: bool = False
    is_outage: bool | None = None


def after(failure: SlackFailure, delivery: Delivery, in_doubt: InDoubt = InDoubt.leave) -> Next:
    """What to do after this failure of an attempt; `in_doubt`: where the message cannot be looked for."""
    return replace(_after(failure, delivery, in_doubt), is_outage=failure.is_outage)


def _after(failure: SlackFailure, delivery: Delivery, in_doubt: InDoubt) -> Next:
    code = failure.code
    if failure.token_lost:
        return Next(code, TOKEN_LOST_FOR, hold_workspace=True)
    if failure.permanent:
        return Next(code)
    if failure.retry_after is not None:
        return Next(code, timedelta(seconds=failure.retry_after), hold_channel=True)
    wait = backoff(delivery.attempts)
    if not failure.unsure or delivery.kind in EDITS:
        return Next(code, wait)
    if can_be_found(delivery):
        return Next(code, wait, in_doubt=True)
    return Next(code, wait) if in_doubt is InDoubt.repeat else Next(f"{MAY_BE_POSTED} ({code})")


def after_looking(failure: SlackFailure, delivery: Delivery) -> Next:
    """What to do when looking for a message in doubt failed: look again, or record that it may be there."""
    following = after(failure, delivery)
    if following.wait is None:
        return replace(following, error=f"{MAY_BE_POSTED} ({failure.code})")
    return replace(following, in_doubt=True, hold_channel=False)


def can_be_found(delivery: Delivery) -> bool:
    """Whether the app can look for it in Slack: only in its own direct messages, as it reads no channels."""
    target = Recipient.parse(delivery.target)
    if delivery.attachment_id is not None:
        return False  # What Slack shares for it carries no number of ours.
    return bool(target.people_ids) and not target.only_for and delivery.kind not in EDITS


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many attempts: exponential from 2 s to 5 min, with jitter of half."""
    longest: timedelta = min(FIRST_BACKOFF * 2 ** min(attempts - 1, 10), LONGEST_BACKOFF)
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 - jitter, not a secret
