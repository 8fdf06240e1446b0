"""The fields of each kind of record, and the words by which their columns are known. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

TEXT, DAY, INSTANT, AMOUNT, PERCENT = "text", "date", "instant", "amount", "percent"
FLAG = "flag"
DEALS, ACTIVITIES, QUOTAS, RATES = "deals", "activities", "quotas", "rates"
# Days on which a deal entered stages, each named by its column.
ENTERED = "entered_on"


@dataclass(frozen=True)
class Field:
    """A field of a record: its title, the words by which its column is known, and what it holds.

    Of several words the first is the surest. Case, blanks and punctuation in them do not matter.
    `is_ordered`: several columns may hold it, of which the first filled one counts in each row.
    """

    name: str
    title: str
    words: tuple[str, ...]
    holds: str = TEXT
    is_required: bool = False
    is_ordered: bool = False


def _words(listed: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in listed.split(","))


_EMAILS = "owner email, deal owner email, opportunity owner email, user email, rep email, email"
_OWNERS = (
    "deal owner, opportunity owner, owner full name, owner name, owner, sales agent, sales rep, salesperson, "
    "rep, agent, assigned to, assigned, assigned to user, activity assigned to, user, owned by, "
    "user name"
)
_COMPANIES = (
    "account name, account, company, company name, associated company, associated company primary, "
    "organization, organisation, customer, client, lead name"
)
_CREATED = (
    "create date, created date, created, created at, createdate, deal created, engage date, add time, "
    "created time, date created"
)
_WON = "won time, won date, date won, won at, won on"
_LOST = "lost time, lost date, date lost, lost at, lost on"
# What tells when a deal was closed comes before the day that an open one has as well.
_CLOSED = (
    "actual close date, actual closing date, closed at, close time, closed time, closed on, deal closed on, "
    "closed date, close date, closing date, closedate, closed"
)
_EXPECTED = "expected close date, expected close, expected closing date, forecast date, forecast close date"
_COMPLETED = (
    "completed date, completed on, completed at, completion date, marked as done time, done time, "
    "completed date time, completed"
)
_DONE = "done, is done, is completed, task status, activity status, status, is closed, hs_task_status"
# Close tells its value in cents as well.
_AMOUNTS = (
    "amount, close value, deal value, deal amount, opportunity amount, value formatted, value, revenue, "
    "price, total"
)
_STAGES = "deal stage, stage name, stage, pipeline stage, status label"
_CURRENCIES = (
    "currency, currency code, currency iso code, amount currency, opportunity currency, currency of value, "
    "deal currency code, value currency"
)
_OWNER = (
    Field("owner_email", "Owner's e-mail", _words(_EMAILS)),
    Field("owner_id", "Owner's id", _words("owner id, hubspot owner id, deal owner id, user id, rep id")),
    Field("owner", "Owner's name", _words(_OWNERS)),
)
_CURRENCY = Field("currency", "Currency", _words(_CURRENCIES))

_MODIFIED = Field(
    "source_at",
    "Last modified",
    _words(
        "last modified date, last modified, lastmodifieddate, hs_lastmodifieddate, system modstamp, "
        "modified date, modified time, modified on, modified, update time, updated at, updated on, "
        "last updated, date modified, date updated"
    ),
    INSTANT,
)
_MERGED = "merged object ids, merged record ids, merged deal ids, hs_merged_object_ids"

KINDS: Mapping[str, tuple[Field, ...]] = {
    DEALS: (
        Field(
            "external_id",
            "Id of the deal",
            _words("opportunity id, deal id, deal record id, record id, hs object id, copper id, id"),
            is_required=True,
        ),
        Field("name", "Name", _words("deal name, opportunity name, deal title, name, title")),
        Field("account", "Account", _words(_COMPANIES)),
        *_OWNER,
        Field("stage", "Stage", _words(_STAGES)),
        Field("status", "Status", _words("status, deal status, status type, state, outcome, won lost")),
        Field("amount", "Amount", _words(_AMOUNTS), AMOUNT),
        _CURRENCY,
        Field("created_on", "Created", _words(_CREATED), DAY),
        Field("won_on", "Won on", _words(_WON), DAY, is_ordered=True),
        Field("lost_on", "Lost on", _words(_LOST), DAY, is_ordered=True),
        Field("closed_on", "Closed", _words(_CLOSED), DAY, is_ordered=True),
        Field("expected_on", "Expected to close", _words(_EXPECTED), DAY, is_ordered=True),
        Field(ENTERED, "Entered a stage", (), DAY, is_ordered=True),
        Field(
            "probability",
            "Probability",
            _words("probability, deal probability, win probability, win likelihood, confidence"),
            PERCENT,
        ),
        Field(
            "category", "Type", _words("deal type, opportunity type, opportunity record type, type, category")
        ),
        Field("pipeline", "Pipeline", _words("pipeline, pipeline name, deal pipeline, sales pipeline")),
        Field("segment", "Segment", _words("segment, market segment, customer segment, deal segment")),
        Field("product", "Product", _words("product, product name, product line, product family")),
        Field(
            "lead_source",
            "Lead source",
            _words("lead source, leadsource, deal source, original source, original traffic source, source"),
        ),
        Field(
            "lost_reason",
            "Lost reason",
            _words("lost reason, closed lost reason, loss reason, reason lost, reason for loss"),
        ),
        Field("is_won", "Is won", _words("is won, is closed won, hs_is_closed_won"), FLAG),
        Field("is_lost", "Is lost", _words("is lost, is closed lost, hs_is_closed_lost"), FLAG),
        Field("is_closed", "Is closed", _words("is closed, hs_is_closed"), FLAG),
        Field("is_deleted", "Is deleted", _words("is deleted, deleted"), FLAG),
        Field("is_archived", "Is archived", _words("is archived, archived"), FLAG),
        Field("splits", "Shares", _words("split, splits, shares, credit split, deal split")),
        _MODIFIED,
        Field("merged_ids", "Merged into it", _words(_MERGED)),
    ),
    ACTIVITIES: (
        Field("external_id", "Id", _words("activity id, task id, record id, id"), is_required=True),
        Field(
            "kind",
            "Kind",
            _words("activity type, task subtype, task type, activity kind, type, kind, activity"),
            is_required=True,
        ),
        *_OWNER,
        Field("completed_on", "Completed on", _words(_COMPLETED), DAY),
        Field(
            "happened_on",
            "Day",
            _words("activity date, date, timestamp, time, day"),
            DAY,
            is_required=True,
        ),
        Field("due_on", "Due", _words("due date, due on, due, due day"), DAY),
        Field("done", "Done", _words(_DONE)),
        _MODIFIED,
        Field("outcome", "Outcome", _words("outcome, call outcome, meeting outcome, result, disposition")),
    ),
    QUOTAS: (
        *_OWNER,
        Field(
            "amount",
            "Quota",
            _words("quota, quota amount, target, target amount, amount"),
            AMOUNT,
            is_required=True,
        ),
        _CURRENCY,
        Field(
            "starts_on",
            "From",
            _words("start date, starts on, start, from, period start"),
            DAY,
            is_required=True,
        ),
        Field(
            "ends_on", "Until", _words("end date, ends on, end, until, period end, to"), DAY, is_required=True
        ),
        Field("period", "Month or quarter", _words("period, month, quarter, fiscal period, fiscal quarter")),
        Field("year", "Year", _words("year, fiscal year")),
        Field("category", "Type", _words("quota type, type, category")),
    ),
    RATES: (
        Field(
            "currency",
            "Currency",
            _words("currency, currency code, from currency, iso code, code, from"),
            is_required=True,
        ),
        Field(
            "since",
            "From",
            _words("since, from date, start date, valid from, effective, effective at, date"),
            DAY,
            is_required=True,
        ),
        Field("rate", "Rate", _words("exchange rate, conversion rate, rate"), AMOUNT, is_required=True),
    ),
}
# The days of a quota, where no month or quarter is named.
SPAN = ("starts_on", "ends_on")
# Columns that only files of this kind have.
TELLS: Mapping[str, frozenset[str]] = {
    QUOTAS: frozenset({"quota", "quota amount"}),
    RATES: frozenset({"rate", "exchange rate", "conversion rate"}),
    ACTIVITIES: frozenset({"activity type", "activity id", "activity date", "task subtype"}),
}
