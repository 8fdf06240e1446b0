"""From the row of a deal to its record. Pure."""

import re
from datetime import date
from decimal import Decimal

from bot.common.errors import BadInput
from bot.features.imports.rules.cells import Cells
from bot.features.imports.rules.columns import OMIT_LATER, Layout
from bot.features.imports.rules.fields import ENTERED
from bot.features.imports.rules.rows.outcomes import ReadingTerms
from bot.features.imports.rules.stages.deal_states import DealState, LeftOut, state_of
from bot.features.imports.rules.stages.entries import entries_of
from bot.features.ledger.rules.cuts import Dimension
from bot.features.ledger.rules.deals import is_far_ahead
from bot.features.ledger.rules.records import DealRecord, DealStatus, Gone, PersonRef, SplitRecord

_SHARE = re.compile(r"(.*[^\s:(])[\s:(]+([0-9]{1,3}(?:\.[0-9]{1,6})?)\s*%\)?")
_LONGEST_SHOWN = 40
# Fields of a deal of which a file without their column says nothing.
_BY_COLUMN = (
    "name",
    "account",
    "stage",
    "amount",
    "created_on",
    "probability",
    *(each.value for each in Dimension),
    "splits",
    "is_archived",
)


def _untold(cells: Cells, currency: str, expected_on: date | None) -> frozenset[str]:
    """Fields of which a row says nothing; an empty cell of a column says that there is none."""
    found = {name for name in _BY_COLUMN if not cells.has(name)}
    if not currency and not cells.has("currency"):
        found.add("currency")
    if expected_on is None and not cells.has("expected_on"):
        found.add("expected_on")
    return frozenset(found)


def read_deal(cells: Cells, layout: Layout, terms: ReadingTerms) -> tuple[DealRecord, DealState]:
    """The deal of a row, and how its state was told.

    LeftOut: it is not to be taken in. UnknownStage: nothing says how it stands. BadInput: what is wrong.
    """
    external_id, state = cells.external_id(), state_of(cells, terms.meanings, terms.today)
    status, source_at = state.status, cells.instant("source_at")
    if status is DealStatus.GONE:
        # Where it is deleted, the rest may be gone as well.
        gone = DealRecord(external_id=external_id, status=status, gone_as=Gone.DELETED, source_at=source_at)
        return gone, state
    own = {DealStatus.WON: "won_on", DealStatus.LOST: "lost_on"}.get(status)
    closed_on = (cells.day(own) if own else None) or cells.day("closed_on")
    if own and closed_on is None:
        raise BadInput(f"It is {status} without a close date")
    if status is DealStatus.WON:
        _check_later(closed_on, layout, terms)
    # Systems with one column for both days mean the expected one while a deal is open.
    expected_on = cells.day("expected_on") or (closed_on if status is DealStatus.OPEN else None)
    currency = cells.currency()
    record = DealRecord(
        external_id=external_id,
        name=cells.text("name"),
        account=cells.text("account"),
        owner=cells.person(),
        status=status,
        stage=cells.text("stage"),
        amount=cells.amount("amount"),
        currency=currency,
        created_on=cells.day("created_on"),
        closed_on=closed_on if own else None,
        expected_on=expected_on,
        probability=cells.percent("probability"),
        category=cells.text("category"),
        pipeline=cells.text("pipeline"),
        segment=cells.text("segment"),
        product=cells.text("product"),
        lead_source=cells.text("lead_source"),
        lost_reason=cells.text("lost_reason"),
        splits=_splits(cells.text("splits")),
        stages=entries_of(cells.days_by_column(ENTERED), cells.text("pipeline"), terms.stages),
        source_at=source_at,
        merged_ids=cells.ids("merged_ids"),
        is_archived=state.is_archived,
        untold=_untold(cells, currency, expected_on),
    )
    return record, state


def _check_later(closed_on: date | None, layout: Layout, terms: ReadingTerms) -> None:
    if layout.later == OMIT_LATER and is_far_ahead(closed_on, terms.today):
        raise LeftOut("won on a day that is more than 31 days ahead")


def _splits(text: str) -> tuple[SplitRecord, ...]:
    found = []
    for part in filter(str.strip, re.split(r"[;,]", text)):
        match = _SHARE.fullmatch(part.strip())
        if match is None:
            raise BadInput(f"“{part.strip()[:_LONGEST_SHOWN]}” is no share: write Ben 70%, Dana 30%")
        word = match[1].strip()
        who = PersonRef(email=word.lower()) if "@" in word else PersonRef(name=word)
        found.append(SplitRecord(who, Decimal(match[2])))
    if found and sum(split.percent for split in found) != 100:
        raise BadInput("The shares do not add up to 100%")
    return tuple(found)
