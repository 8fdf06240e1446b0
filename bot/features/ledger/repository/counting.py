"""What counts: figures, boards, contests, replays, goals and celebrations all ask here."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from bot.features.ledger.models.credits import Credit
from bot.features.ledger.models.deals import DealVersion
from bot.features.ledger.repository.holds import known_at
from bot.features.ledger.rules.credits import CreditWait


def counts_at(instant: ColumnElement[datetime]) -> ColumnElement[bool]:
    """SQL condition for credits that counted at that instant: nothing was missing for them any more."""
    condition: ColumnElement[bool] = Credit.counts_from <= instant
    return condition


def stands_at(instant: ColumnElement[datetime]) -> tuple[ColumnElement[bool], ...]:
    """SQL conditions for deals as they were at that instant, without those that waited for a nod."""
    return (*known_at(DealVersion, instant), is_confirmed())


def is_confirmed() -> ColumnElement[bool]:
    """SQL condition for deals that somebody other than the rep has told of, or nobody else could."""
    condition: ColumnElement[bool] = DealVersion.is_confirmed.is_(True)
    return condition


def waits_at(instant: ColumnElement[datetime], shown: Any) -> ColumnElement[bool]:
    """SQL condition for credits that did not count at that instant, since the deal `shown` had no nod."""
    has_no_nod: ColumnElement[bool] = shown.is_confirmed.is_(False)
    return and_(or_(Credit.counts_from.is_(None), Credit.counts_from > instant), has_no_nod)


def is_no_draft(shown: Any) -> ColumnElement[bool]:
    """SQL condition that leaves out credits which never counted, of a deal that was confirmed otherwise."""
    has_no_nod: ColumnElement[bool] = shown.is_confirmed.is_(False)
    return or_(Credit.waits_for.is_(None), Credit.waits_for != CreditWait.confirmation.value, has_no_nod)
