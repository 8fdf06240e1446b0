"""Loading records into the ledger, wherever they come from, once people are matched."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.imports.repository import ImportRepository
from bot.features.imports.rules.matching import Directory, Nobody, Unknown, shown
from bot.features.ledger.rules.control_totals import ControlTotals
from bot.features.ledger.rules.credits import Split
from bot.features.ledger.rules.deals import AHEAD_AT_MOST, MatchedDeal, check_deal, is_far_ahead
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.rules.records import (
    ActivityRecord,
    DealRecord,
    DealStatus,
    PersonRef,
    QuotaRecord,
    RateRecord,
    Record,
)
from bot.features.ledger.rules.tallies import Tally
from bot.features.ledger.service import exchange_rates, quotas
from bot.features.ledger.service.activities import MatchedActivity, book_activities, compare_activities
from bot.features.ledger.service.posting import PostingSource, book, compare
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules


@dataclass
class LoadResult:
    """What came of some records. `totals` are those of the deals among them.

    `rejected`: (index of the record, sentence); `unknown`: unmatched people.
    """

    tally: Tally = field(default_factory=Tally)
    totals: ControlTotals = field(default_factory=ControlTotals)
    rejected: list[tuple[int, str]] = field(default_factory=list)
    unknown: dict[PersonRef, Unknown] = field(default_factory=dict)


class Loader:
    """Loads records of one source within one transaction; only counts them when `dry`.

    `is_unasked`: nobody could be asked about them before, so a win far ahead is not taken.
    """

    def __init__(
        self, directory: Directory, entry: PostingSource, rules: BookRules, *, dry: bool, is_unasked: bool
    ) -> None:
        self._directory = directory
        self._entry = entry
        self._rules = rules
        self._dry, self._is_unasked = dry, is_unasked

    async def take(self, transaction: Transaction, records: Sequence[Record]) -> LoadResult:
        """Loads these records; each that cannot be is rejected with its reason, the others are loaded."""
        taken = LoadResult()
        deals: list[MatchedDeal] = []
        activities: list[MatchedActivity] = []
        for number, record in enumerate(records):
            try:
                match record:
                    case DealRecord():
                        deals.append(self._deal(record, taken))
                    case ActivityRecord():
                        member_id = None if record.gone_as else self._member(record.person, taken)
                        activities.append(MatchedActivity(record, member_id))
                    case QuotaRecord():
                        await self._quota(transaction, record, taken)
                    case RateRecord():
                        await self._rate(transaction, record, taken)
            except BadInput as reason:
                taken.rejected.append((number, str(reason)))
        if deals:
            work = compare if self._dry else book
            taken.tally += await work(transaction, deals, self._entry, self._rules, taken.totals)
        if activities:
            count = compare_activities if self._dry else book_activities
            taken.tally += await count(transaction, activities, self._entry)
        return taken

    def _deal(self, record: DealRecord, taken: LoadResult) -> MatchedDeal:
        if record.status is DealStatus.GONE:
            # Who it belonged to is known, or does not matter any more.
            return MatchedDeal(record, None)
        splits = tuple(
            Split(self._member(split.person, taken), split.percent, split.overlay) for split in record.splits
        )
        is_won = record.status is DealStatus.WON
        if self._is_unasked and is_won and is_far_ahead(record.closed_on, self._entry.today):
            raise BadInput(f"It is closed on {record.closed_on}, more than {AHEAD_AT_MOST.days} days ahead.")
        owner_id = None if "owner" in record.untold else self._member(record.owner, taken)
        deal = MatchedDeal(record, owner_id, splits)
        check_deal(deal)
        return deal

    def _member(self, ref: PersonRef, taken: LoadResult) -> str | None:
        found = self._directory.find(ref)
        if isinstance(found, Unknown):
            taken.unknown[found.ref] = found
            raise BadInput(f"Nobody has said who “{shown(ref)}” is.")
        return None if isinstance(found, Nobody) else found

    async def _quota(self, transaction: Transaction, record: QuotaRecord, taken: LoadResult) -> None:
        member_id = self._member(record.person, taken)
        if member_id is None:
            raise BadInput(f"“{shown(record.person)}” is no member here, so cannot have a quota.")
        new = quotas.NewQuota(
            member_id,
            record.amount,
            Per.span,
            record.starts_on,
            record.ends_on,
            record.currency,
            category=record.category,
        )
        is_new = await quotas.record_quota(
            transaction, new, self._entry.author_id, self._entry.now, dry=self._dry
        )
        taken.tally += Tally(new=int(is_new), same=int(not is_new))

    async def _rate(self, transaction: Transaction, record: RateRecord, taken: LoadResult) -> None:
        is_new = await exchange_rates.is_new_rate(transaction, record.currency, record.rate, record.since)
        if is_new and not self._dry:
            await exchange_rates.record_rate(
                transaction, record.currency, record.rate, record.since, self._entry.now
            )
        taken.tally += Tally(new=int(is_new), same=int(not is_new))


async def make_loader(
    transaction: Transaction,
    source: str,
    origin: str,
    now: datetime,
    *,
    dry: bool = False,
    author_id: str | None = None,
    is_unasked: bool = False,
) -> Loader:
    """A loader for records of this source; who writes with it calls `workspace.one_at_a_time` first.

    `origin` says where they come from, such as `file:12`; `author_id`: who confirmed them, None for a
    webhook.
    """
    known = await ImportRepository(transaction).known_people()
    directory = Directory(await people.all_members(transaction), known, source)
    today = local_day(now, await workspace.zone_of(transaction))
    entry = PostingSource(source, origin, confirms=True, now=now, today=today, author_id=author_id)
    return Loader(directory, entry, await settings_of(transaction, BookRules), dry=dry, is_unasked=is_unasked)


async def load(
    transaction: Transaction, source: str, records: Sequence[Record], origin: str, now: datetime
) -> LoadResult:
    """Loads a batch of records, as from a webhook; of two with one id the later counts."""
    # Two imports at once must not both find a deal new.
    await workspace.one_at_a_time(transaction)
    return await (await make_loader(transaction, source, origin, now, is_unasked=True)).take(
        transaction, records
    )
