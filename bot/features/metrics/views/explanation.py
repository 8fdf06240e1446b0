"""The explanation of a figure: formula, inputs, quota segments, and the rows behind it; pure."""

from dataclasses import replace
from typing import Any

from bot.common.date_ranges import DateRange
from bot.common.dates import write_day
from bot.common.numbers import write_amount
from bot.features.ledger.rules.facts import Facts
from bot.features.ledger.rules.listings import CreditRow, DealRow
from bot.features.metrics.rules.facts import Reason, warnings
from bot.features.metrics.rules.figures import rounded, shown
from bot.features.metrics.rules.formatting import money, period, sources, value
from bot.features.metrics.rules.kind_metrics import kind_of
from bot.features.metrics.rules.quota import quota_of
from bot.features.metrics.views.sheet import SheetLocation
from bot.framework.pager import NEWER_OLDER, page_told, pager
from bot.slack.blocks import Block, actions, button, context, divider, modal, option, overflow, section
from bot.slack.text import escape, unescape

PAGED, DISPUTE, CONFIRM, EXPORT = "metrics.page", "metrics.dispute", "metrics.confirm", "metrics.export_rows"
ROW_MENU = "metrics.row"
_MOST_SEGMENTS = 8
_TITLE = 24


def why_modal(
    reason: Reason, place: SheetLocation, *, viewer_id: str, keeps: bool, said: str = ""
) -> dict[str, Any]:
    """The modal that explains a figure.

    `keeps`: the viewer may confirm entries; `said`: a sentence above ("" for none).
    """
    currency = reason.facts.rules.currency
    line = reason.line
    blocks: list[Block] = [section(said)] if said else []
    blocks += [
        section(f"*{line.metric.name}* of *{reason.subject.name}*: {value(line, currency)}"),
        context(period(reason.days, reason.facts.today)),
        section(f"`{line.metric.formula}`"),
    ]
    if line.figure.parts:
        parts = (
            f"• {part.label}: {shown(part.value, part.unit, currency, part.code)}"
            for part in line.figure.parts
        )
        blocks.append(section("\n".join(parts)))
    blocks += [context(note) for note in line.figure.notes]
    if line.metric.source == "deals" and "quota" in line.metric.formula:
        blocks += _segments(reason.facts, reason.days, kind_of(line.metric.key))
    blocks.append(context(f"_{line.why or line.metric.why}_"))
    blocks += _rows(reason, place, viewer_id=viewer_id, keeps=keeps)
    told = [f":warning: {text}" for text in warnings(reason.facts, reason.days)]
    blocks.append(context("\n".join([*told, sources(reason.facts.as_of, reason.facts.synced_at)])))
    title = f"Why {unescape(line.metric.name).lower()}?"
    title = title if len(title) <= _TITLE else "Why this number?"
    return modal("metrics.reason", title, blocks, metadata=place.written())


def _segments(facts: Facts, days: DateRange, kind: str) -> list[Block]:
    """The quota segments of one person, of a kind of deals ("" for the overall quota); empty for a team."""
    if facts.is_team or not facts.sellers:
        return []
    found = quota_of(facts, facts.sellers[0], days, kind).segments
    currency = facts.rules.currency
    lines = []
    for each in found[:_MOST_SEGMENTS]:
        terms = [
            f"{write_amount(rounded(each.amount), currency)} for {write_day(each.whole.start, facts.today)}"
        ]
        terms[0] += f" to {write_day(each.whole.last, facts.today)}"
        if each.ramp != 1:
            terms.append(f"ramp {rounded(each.ramp * 100)}%")
        if each.relief:
            terms.append(f"relief {rounded(each.relief * 100)}%")
        part = f"{write_day(each.part.start, facts.today)} to {write_day(each.part.last, facts.today)}"
        lines.append(f"• {part}: {', '.join(terms)}")
    if len(found) > _MOST_SEGMENTS:
        lines.append(f"… and {len(found) - _MOST_SEGMENTS} more")
    return [section("*Quota segments*\n" + "\n".join(lines))] if lines else []


def _rows(reason: Reason, place: SheetLocation, *, viewer_id: str, keeps: bool) -> list[Block]:
    page = reason.rows
    if page is None:
        return []
    blocks: list[Block] = [divider(), section(f"*Rows* ({page.total:,})")]
    for row in page.rows:
        text = _credit(row, reason) if isinstance(row, CreditRow) else _deal(row, reason)
        menu = _menu(row, viewer_id=viewer_id, keeps=keeps)
        blocks.append(section(text, accessory=overflow(ROW_MENU, menu)) if menu else section(text))
    turns = pager(page, PAGED, lambda number: replace(place, page=number).written(), NEWER_OLDER)
    as_file = button("As a file", EXPORT, value=place.written())
    blocks.append(actions(*turns, as_file))
    if page.pages > 1:
        blocks.append(context(page_told(page)))
    return blocks


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
    who = (
        f" · {reason.names.get(row.member_id or '', row.member_id or 'nobody')}"
        if reason.subject.whose.is_team
        else ""
    )
    base = "waits for a rate" if row.amount_base is None else write_amount(row.amount_base, currency)
    terms = [write_day(row.credit_date, reason.facts.today), row.kind]
    if row.currency != currency:
        rate = f" at {row.fx_rate.normalize():f}" if row.fx_rate is not None else ""
        terms.append(f"{write_amount(row.amount, row.currency)}{rate}")
    if row.percent != 100:
        terms.append(f"{row.percent.normalize():f}%")
    if row.is_overlay:
        terms.append("overlay")
    terms.append(f"{row.source} {escape(row.external_id)}")
    if _is_gone(row):
        terms.append("taken back since")
    elif row.waits:
        terms.append("waits to be confirmed, counts nowhere yet")
    elif row.is_own_word:
        terms.append("own word")
    note = f"\n_{row.note}_" if row.note else ""
    return f"*{base}* {row.deal}{who}\n{' · '.join(terms)}{note}"


def _deal(row: DealRow, reason: Reason) -> str:
    who = (
        f" · {reason.names.get(row.owner_id or '', row.owner_id or 'nobody')}"
        if reason.subject.whose.is_team
        else ""
    )
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
