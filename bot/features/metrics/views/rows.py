"""The rows of an explanation, page by page: what counts, by what it counts as, then the rest; pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from bot.common.dates import write_day
from bot.common.numbers import show_amount
from bot.features.ledger.rules.facts import ActivityFact, CreditFact, HeldFact
from bot.features.ledger.rules.listings import CreditRow, DealRow
from bot.features.metrics.rules.facts import Reason
from bot.features.metrics.rules.figures import Unit, shown
from bot.features.metrics.rules.formatting import money
from bot.features.metrics.rules.marked_rows import MarkedRow, person_of
from bot.features.metrics.rules.productivity import NAMES
from bot.features.metrics.rules.quota import QuotaLine, why_no_quota
from bot.features.metrics.views.sheet import SheetLocation
from bot.framework.pager import NEWER_OLDER, page_told, pager
from bot.slack.blocks import Block, actions, button, context, divider, option, overflow, section
from bot.slack.text import escape

PAGED, DISPUTE, CONFIRM, EXPORT = "metrics.page", "metrics.dispute", "metrics.confirm", "metrics.export_rows"
ROW_MENU, SEGMENTS = "metrics.row", "metrics.segments"
_LEFT_OUT = "not counted"


def row_blocks(reason: Reason, place: SheetLocation, *, viewer_id: str, keeps: bool) -> list[Block]:
    """A page of the rows with their menus; empty where the viewer may not see rows.

    `keeps`: the viewer may confirm and correct them.
    """
    page = reason.rows
    if page is None:
        return []
    counted = Counter[str]()
    for row in reason.marked:
        counted[_heading(row)] += row.fact.how_many if isinstance(row.fact, ActivityFact) else 1
    told = " · ".join(f"{number:,} {mark}" for mark, number in counted.items())
    blocks: list[Block] = [divider(), section(f"*Rows* ({page.total:,}){f': {told}' if told else ''}")]
    last = ""
    for row in page.rows:
        if _heading(row) != last:
            last = _heading(row)
            blocks.append(context(f"*{last[0].upper()}{last[1:]}*"))
        blocks.append(_row(row, reason, place, viewer_id=viewer_id, keeps=keeps))
    blocks += _together(reason, page.rows)
    turns = pager(page, PAGED, lambda number: replace(place, page=number).written(), NEWER_OLDER)
    as_file = button("Send me the file", EXPORT, value=place.written())
    blocks.append(actions(*turns, as_file))
    if page.pages > 1:
        blocks.append(context(page_told(page)))
    return blocks


def _heading(row: MarkedRow) -> str:
    return row.mark if row.counts else _LEFT_OUT


def _row(row: MarkedRow, reason: Reason, place: SheetLocation, *, viewer_id: str, keeps: bool) -> Block:
    fact, why = row.fact, "" if row.counts else f"\n_Not counted: {row.mark}_"
    if isinstance(fact, QuotaLine):
        opens = button("Open", SEGMENTS, value=f"{fact.member_id}|{place.written()}")
        return section(_quota(fact, reason), accessory=opens)
    if isinstance(fact, ActivityFact):
        who = _who(fact.member_id, reason)
        day = write_day(fact.happened_on, reason.facts.today)
        return section(f"*{fact.how_many:,}* {NAMES[fact.kind]}{who}\n{day}{why}")
    if isinstance(fact, CreditFact | HeldFact):
        found: CreditRow | DealRow | None = reason.credits.get(fact.id)
    else:
        found = reason.deals.get(fact.deal_id)
    if found is None:
        return section(f"A deal that is not to be seen any more{_who(person_of(fact), reason)}{why}")
    text = _credit(found, reason) if isinstance(found, CreditRow) else _deal(found, reason)
    menu = _menu(found, viewer_id=viewer_id, keeps=keeps)
    return section(f"{text}{why}", accessory=overflow(ROW_MENU, menu) if menu else None)


def _who(member_id: str | None, reason: Reason) -> str:
    """Whose row it is, where there are those of several people."""
    if not reason.subject.whose.is_team:
        return ""
    return f" · {reason.names.get(member_id or '', member_id or 'nobody')}"


def _quota(line: QuotaLine, reason: Reason) -> str:
    return f"*{reason.names.get(line.member_id, 'Someone')}*\n{_of_quota(line.quota, line.booked, reason)}"


def _of_quota(quota: Fraction | None, booked: Fraction, reason: Reason) -> str:
    currency = reason.facts.rules.currency
    code = why_no_quota(quota, is_ramping=False)
    share = booked / quota if quota else None
    said = f"quota {shown(quota, Unit.money, currency, code)} · booked {shown(booked, Unit.money, currency)}"
    return f"{said} · {shown(share, Unit.percent, currency, code)}"


def _together(reason: Reason, page: Iterable[MarkedRow]) -> list[Block]:
    """The sums of a team's quotas, below the last of them."""
    lines = [row.fact for row in reason.marked if isinstance(row.fact, QuotaLine)]
    if not lines or not any(row.fact is lines[-1] for row in page):
        return []
    quotas = [line.quota for line in lines if line.quota is not None]
    booked = sum((line.booked for line in lines), Fraction(0))
    total = sum(quotas, Fraction(0)) if quotas else None
    return [section(f"*Together*\n{_of_quota(total, booked, reason)}")]


def _menu(row: CreditRow | DealRow, *, viewer_id: str, keeps: bool) -> list[dict[str, Any]]:
    found = []
    waits = isinstance(row, CreditRow) and row.waits and not _is_gone(row)
    if isinstance(row, CreditRow) and row.member_id == viewer_id and not waits:
        found.append(option("Dispute this row", f"{DISPUTE}|{row.id}"))
    if keeps and (waits or row.is_own_word) and not _is_gone(row):
        found.append(option("Confirm this entry", f"{CONFIRM}|{row.deal_id}"))
    if keeps and isinstance(row, CreditRow) and not waits:
        found.append(option("Correct this row", f"metrics.correct|{row.id}"))
    return found


def _is_gone(row: CreditRow | DealRow) -> bool:
    return isinstance(row, CreditRow) and row.gone_at is not None


def _credit(row: CreditRow, reason: Reason) -> str:
    currency = reason.facts.rules.currency
    who = _who(row.member_id, reason)
    base = "waits for a rate" if row.amount_base is None else show_amount(row.amount_base, currency)
    terms = [write_day(row.credit_date, reason.facts.today), row.kind]
    if row.currency != currency:
        rate = f" at {row.fx_rate.normalize():f}" if row.fx_rate is not None else ""
        terms.append(f"{show_amount(row.amount, row.currency)}{rate}")
    if row.percent != 100:
        terms.append(f"{row.percent.normalize():f}%")
    if row.is_overlay:
        terms.append("overlay")
    terms.append(f"{row.source} {escape(row.external_id)}")
    if _is_gone(row):
        terms.append("taken back since")
    elif row.is_own_word and not row.waits:
        terms.append("own word")
    note = f"\n_{row.note}_" if row.note else ""
    return f"*{base}* {row.deal}{who}\n{' · '.join(terms)}{note}"


def _deal(row: DealRow, reason: Reason) -> str:
    who = _who(row.owner_id, reason)
    terms = [f"{row.source} {escape(row.external_id)}", row.stage or row.status]
    if row.day:
        terms.insert(
            0, f"{'closes' if row.status == 'open' else row.status} {write_day(row.day, reason.facts.today)}"
        )
    if row.created_on:
        terms.append(f"created {write_day(row.created_on, reason.facts.today)}")
    if row.is_own_word:
        terms.append("own word")
    return f"*{money(row.amount, row.currency)}* {row.deal}{who}\n{' · '.join(terms)}"
