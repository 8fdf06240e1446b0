"""Loading records into the ledger, wherever they come from, once people are matched."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.matching import Directory, Nobody, Unknown, words_of
from bot.features.imports.rules.parking import MustWait, ParkedFor, Parking, TwinTerms, version_of
from bot.features.imports.rules.stored_records import completed, key_of, kind_of, newest_of
from bot.features.imports.service.targets import take_quota, take_rate
from bot.features.imports.service.waiting import keeping, parking, twins
from bot.features.imports.service.waiting.later_wins import FarWin, far_wins
from bot.features.imports.service.waiting.stages import ToldByStage, told_by_stage
from bot.features.ledger.rules.control_totals import ControlTotals
from bot.features.ledger.rules.credits import Split
from bot.features.ledger.rules.deals import (
    MatchedDeal,
    check_deal,
    check_modified,
    is_older,
)
from bot.features.ledger.rules.identity import check_whole
from bot.features.ledger.rules.records import (
    ActivityRecord,
    DealRecord,
    DealStatus,
    Gone,
    PersonRef,
    QuotaRecord,
    RateRecord,
    Record,
)
from bot.features.ledger.rules.tallies import Tally
from bot.features.ledger.service import exchange_rates
from bot.features.ledger.service.activities import MatchedActivity, book_activities, compare_activities
from bot.features.ledger.service.posting import PostingSource, book, compare
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules

# Without them, whether a deal can be booked depends on what is known of it.
_TELLING = frozenset({"owner", "status", "closed_on"})


@dataclass
class LoadResult:
    """What came of some records, by their index: `rejected` with a sentence, `parked` until an answer.

    `left_out`: as somebody has said before.
    `totals`: those of the deals among them; `unknown`: unmatched people.
    """

    tally: Tally = field(default_factory=Tally)
    totals: ControlTotals = field(default_factory=ControlTotals)
    rejected: list[tuple[int, str]] = field(default_factory=list)
    parked: list[tuple[int, Parking]] = field(default_factory=list)
    unknown: dict[PersonRef, Unknown] = field(default_factory=dict)
    deals: list[MatchedDeal] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)


# What this source calls archived is in its bin; elsewhere an archived deal is only put aside.
_BIN_IS_ARCHIVE = "hubspot"


class Loader:
    """Loads records of one source within one transaction; only counts them when `dry`.

    `is_unasked`: nobody could be asked about them before, so a win far ahead waits. `keeper_id`: who
    is asked about what has to wait, None for admins. `twin_terms` None: these deals are no other source's.
    """

    def __init__(
        self,
        directory: Directory,
        entry: PostingSource,
        rules: BookRules,
        *,
        dry: bool,
        is_unasked: bool,
        keeper_id: str | None,
        twin_terms: TwinTerms | None,
    ) -> None:
        self._directory = directory
        self._keeper_id = keeper_id
        self._entry = entry
        self._rules = rules
        self._dry, self._is_unasked = dry, is_unasked
        self._twin_terms = twin_terms

    async def take(self, transaction: Transaction, records: Sequence[Record]) -> LoadResult:
        """Loads these records; each that cannot be is rejected with its reason, the others are loaded.

        Those that have to wait for an answer are kept until then. SourceStopped: too many would be.
        """
        taken = LoadResult()
        told = await told_by_stage(
            transaction, self._entry.source, await self._completed(transaction, records)
        )
        records, taken.left_out = told.records, told.left_out
        deals, activities = await self._matched(transaction, told, taken)
        await self._sift(transaction, deals, taken)
        taken.deals = list(deals.values())
        if self._twin_terms is not None:
            source, base = self._entry.source, self._rules.currency
            taken.parked += await twins.held(transaction, source, deals, base, self._twin_terms)
        _keep_newest(records, taken, self._entry.source)
        if not self._dry:
            await self._keep(transaction, records, taken)
        if deals:
            work = compare if self._dry else book
            listed = list(deals.values())
            taken.tally += await work(transaction, listed, self._entry, self._rules, taken.totals)
        if activities:
            count = compare_activities if self._dry else book_activities
            taken.tally += await count(transaction, activities, self._entry)
        return taken

    async def _keep(self, transaction: Transaction, records: Sequence[Record], taken: LoadResult) -> None:
        left = {number for number, _ in (*taken.parked, *taken.rejected)}
        told = [record for number, record in enumerate(records) if number not in left]
        waiting, entry = [each for _, each in taken.parked], self._entry
        await keeping.keep(transaction, entry.source, waiting, told, self._keeper_id, entry.now, entry.origin)

    async def _completed(self, transaction: Transaction, records: Sequence[Record]) -> Sequence[Record]:
        """The records, with what they leave untold as the batch, or a version that waits, told it before."""
        partial = [each for each in records if isinstance(each, DealRecord) and each.untold]
        if not partial:
            return records
        source = self._entry.source
        before = await parking.known_versions(transaction, source, partial)
        found: list[Record] = []
        for record in records:
            key = (kind_of(record), key_of(record, source))
            kept = before.get(key)
            if isinstance(record, DealRecord) and isinstance(kept, DealRecord):
                record = completed(record, kept)
            if kept is None or not is_older(version_of(record), version_of(kept)):
                before[key] = record
            found.append(record)
        return found

    async def _matched(
        self, transaction: Transaction, told: ToldByStage, taken: LoadResult
    ) -> tuple[dict[int, MatchedDeal], list[MatchedActivity]]:
        """Deals, by the index of their record, and activities; quotas and rates are loaded."""
        deals: dict[int, MatchedDeal] = {}
        activities: list[MatchedActivity] = []
        source, today = self._entry.source, self._entry.today
        far = await far_wins(transaction, source, told.records, today) if self._is_unasked else {}
        taken.left_out += [number for number, what in far.items() if what is FarWin.left_out]
        due = dict.fromkeys(far, (ParkedFor.FUTURE, source))
        due |= {number: (ParkedFor.STAGE, ref) for number, ref in told.waits.items()}
        left_out = frozenset(taken.left_out)
        for number, record in enumerate(told.records):
            if number in left_out:
                continue
            try:
                self._check(record, due.get(number))
                match record:
                    case DealRecord():
                        deals[number] = self._deal(record, taken)
                    case ActivityRecord():
                        activities.append(self._activity(record, taken))
                    case QuotaRecord():
                        member_id = self._member(record.person, taken)
                        taken.tally += await take_quota(
                            transaction, record, member_id, self._entry, dry=self._dry
                        )
                    case RateRecord():
                        taken.tally += await take_rate(transaction, record, self._entry, dry=self._dry)
            except MustWait as waits:
                taken.parked.append((number, Parking(record, waits.why, waits.ref)))
            except BadInput as reason:
                taken.rejected.append((number, str(reason)))
        return deals, activities

    def _check(self, record: Record, waits: tuple[ParkedFor, str] | None) -> None:
        """BadInput: its id or version cannot be right. MustWait: its day or stage has to be answered for."""
        if isinstance(record, DealRecord | ActivityRecord):
            check_whole(record.external_id)
            check_modified(record.source_at, self._entry.now)
        if waits:
            raise MustWait(*waits)

    async def _sift(self, transaction: Transaction, deals: dict[int, MatchedDeal], taken: LoadResult) -> None:
        """Takes out and rejects what leaves too much untold to be booked beside what is known."""
        partial = {number: deal for number, deal in deals.items() if _TELLING & deal.record.untold}
        if not partial:
            return
        try:
            await compare(transaction, list(partial.values()), self._entry, self._rules)
        except BadInput:
            for number, deal in partial.items():
                try:
                    await compare(transaction, [deal], self._entry, self._rules)
                except BadInput as reason:
                    taken.rejected.append((number, str(reason)))
                    del deals[number]

    def _deal(self, record: DealRecord, taken: LoadResult) -> MatchedDeal:
        if record.is_archived and self._entry.source == _BIN_IS_ARCHIVE:
            record = replace(record, status=DealStatus.GONE, gone_as=Gone.DELETED)
        # What is wrong anyway need not wait for an answer.
        shares = tuple(Split(None, split.percent, split.overlay) for split in record.splits)
        check_deal(MatchedDeal(record, None, shares))
        if record.status is DealStatus.GONE:
            return MatchedDeal(record, None)
        splits = tuple(
            Split(self._member(split.person, taken), split.percent, split.overlay) for split in record.splits
        )
        owner_id = None if "owner" in record.untold else self._member(record.owner, taken)
        return MatchedDeal(record, owner_id, splits)

    def _activity(self, record: ActivityRecord, taken: LoadResult) -> MatchedActivity:
        member_id = None if record.gone_as is not None else self._member(record.person, taken)
        return MatchedActivity(record, member_id)

    def _member(self, ref: PersonRef, taken: LoadResult) -> str | None:
        found = self._directory.find(ref)
        if isinstance(found, Unknown):
            taken.unknown[found.ref] = found
            words = words_of(found.ref, self._entry.source)
            if not words:
                raise BadInput("It names nobody.")
            raise MustWait(ParkedFor.PERSON, words[0])
        return None if isinstance(found, Nobody) else found


def _keep_newest(records: Sequence[Record], taken: LoadResult, source: str) -> None:
    """Of what has to wait, leaves out what has a newer version in the same batch."""
    newest = newest_of(records, {number for number, _ in taken.rejected}, source)
    kept = [each for each in taken.parked if each[0] in newest]
    taken.tally.older += len(taken.parked) - len(kept)
    taken.parked = kept


async def make_loader(
    transaction: Transaction,
    source: str,
    origin: str,
    now: datetime,
    *,
    dry: bool = False,
    author_id: str | None = None,
    is_unasked: bool = False,
    keeper_id: str | None = None,
    people_typed: Mapping[str, str | None] | None = None,
    apart: Collection[str] | None = (),
) -> Loader:
    """A loader for records of this source; who writes with it calls `workspace.one_at_a_time` first.

    `origin` says where they come from, such as `file:12`; `author_id`: who confirmed them, None for a
    webhook; `keeper_id`: who is asked about what has to wait, None for admins. `people_typed`: members by
    word, beside those that are known. `apart`: sources whose deals are others; None: these are no other
    source's.
    """
    known = await ImportRepository(transaction).known_people() | dict(people_typed or {})
    directory = Directory(await people.all_members(transaction), known, source)
    today = local_day(now, await workspace.zone_of(transaction))
    entry = PostingSource(source, origin, confirms=True, now=now, today=today, author_id=author_id)
    rules = await settings_of(transaction, BookRules)
    terms = None if apart is None else await twins.terms_of(transaction, source, apart, is_unasked=is_unasked)
    return Loader(
        directory, entry, rules, dry=dry, is_unasked=is_unasked, keeper_id=keeper_id, twin_terms=terms
    )


async def load(
    transaction: Transaction,
    source: str,
    records: Sequence[Record],
    origin: str,
    now: datetime,
    keeper_id: str | None = None,
) -> LoadResult:
    """Loads a batch of records, as from a webhook; of two with one id the later counts."""
    # Two imports at once must not both find a deal new.
    await workspace.one_at_a_time(transaction)
    loader = await make_loader(transaction, source, origin, now, is_unasked=True, keeper_id=keeper_id)
    taken = await loader.take(transaction, records)
    rated = {each.currency for each in records if isinstance(each, RateRecord)}
    if rated:
        await exchange_rates.book_waiting(transaction, now, rated)
    return taken
