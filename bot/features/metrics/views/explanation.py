"""The explanation of a figure: formula, inputs, quota segments, and the rows behind it; pure."""

from collections.abc import Sequence
from typing import Any

from bot.common.dates import write_days
from bot.common.errors import BadInput
from bot.common.numbers import show_amount
from bot.features.ledger.rules.facts import Seller
from bot.features.ledger.rules.quotas import Segment
from bot.features.metrics.rules.apart.kind_metrics import kind_of
from bot.features.metrics.rules.facts import Reason, data_notes
from bot.features.metrics.rules.figures import Unit, rounded, shown
from bot.features.metrics.rules.formatting import period, value
from bot.features.metrics.rules.quota import Counter, quota_of
from bot.features.metrics.views.rows import row_blocks
from bot.features.metrics.views.sheet import SheetLocation
from bot.slack.blocks import Block, context, modal, section
from bot.slack.text import unescape

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
    cut = f", {reason.cut.name}" if reason.cut else ""
    blocks: list[Block] = [section(said)] if said else []
    blocks += [
        section(f"{_whose(reason, viewer_id)}{cut}: {value(line, currency)}"),
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
    if line.metric.counts == "deals" and "quota" in line.metric.formula:
        blocks += _own_segments(reason)
    blocks.append(context(f"_{line.why or line.metric.why}_"))
    blocks += row_blocks(reason, place, viewer_id=viewer_id, keeps=keeps)
    told = data_notes(reason.facts, reason.days, is_in_charge=reason.is_in_charge)
    blocks += [context("\n".join(told))] if told else []
    title = f"Why {unescape(line.metric.name).lower()}?"
    title = title if len(title) <= _TITLE else "Why this number?"
    return modal("metrics.reason", title, blocks, metadata=place.written())


def _whose(reason: Reason, viewer_id: str) -> str:
    name = reason.line.metric.name
    if reason.subject.person_id == viewer_id:
        return f"Your *{name[:1].lower()}{name[1:]}*"
    return f"*{name}* of *{reason.subject.name}*"


def _own_segments(reason: Reason) -> list[Block]:
    """The quota segments of one person; empty for a team, whose members' are opened one by one.

    Empty, too, for one that is the quota of all these days: the parts of the formula say it.
    """
    facts = reason.facts
    if facts.is_team or not facts.sellers:
        return []
    found = _found(reason, facts.sellers[0])
    if len(found) == 1 and _is_plain(found[0]) and found[0].part == reason.days:
        return []
    return _segments(reason, facts.sellers[0])


def _found(reason: Reason, seller: Seller) -> Sequence[Segment]:
    return quota_of(reason.facts, seller, reason.days, kind_of(reason.line.metric.key)).segments


def _is_plain(segment: Segment) -> bool:
    """Whether all of the amount counts: nothing is cut off, ramped or relieved."""
    return segment.part == segment.whole and segment.ramp == 1 and not segment.relief


def _segments(reason: Reason, seller: Seller) -> list[Block]:
    """A seller's quota segments, of the kind of deals of the metric."""
    facts, days, found = reason.facts, reason.days, _found(reason, seller)
    currency = facts.rules.currency
    lines = []
    for each in found[:_MOST_SEGMENTS]:
        part = write_days(each.part.start, each.part.last, facts.today)
        worth = shown(each.value(days, Counter(facts.rules)), Unit.money, currency)
        if _is_plain(each):
            lines.append(f"• {part}: {worth}")
            continue
        whole = write_days(each.whole.start, each.whole.last, facts.today)
        terms = [f"{show_amount(rounded(each.amount), currency)} for {whole}"]
        if each.ramp != 1:
            terms.append(f"ramp {rounded(each.ramp * 100)}%")
        if each.relief:
            terms.append(f"relief {rounded(each.relief * 100)}%")
        lines.append(f"• {part}: {', '.join(terms)} = {worth}")
    if len(found) > _MOST_SEGMENTS:
        lines.append(f"… and {len(found) - _MOST_SEGMENTS} more")
    return [section("*Quota segments*\n" + "\n".join(lines))] if lines else []


def segments_modal(reason: Reason, place: SheetLocation, member_id: str) -> dict[str, Any]:
    """The modal with the quota segments of a member in a team; BadInput when they are not in it any more."""
    facts = reason.facts
    seller = next((each for each in facts.sellers if each.member_id == member_id), None)
    if seller is None:
        raise BadInput("They are not in this team any more.")
    blocks = [
        section(f"*{reason.names.get(member_id, 'Someone')}* in *{reason.subject.name}*"),
        context(period(reason.days, facts.today)),
        *(_segments(reason, seller) or [section("No quota in these days.")]),
    ]
    return modal("metrics.segments", "Quota segments", blocks, metadata=place.written())
