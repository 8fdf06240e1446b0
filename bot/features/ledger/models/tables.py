"""All tables of the ledger."""

from bot.db.base import Base
from bot.features.ledger.models.activities import Activity
from bot.features.ledger.models.credits import Credit
from bot.features.ledger.models.deals import Deal, DealAlias, DealVersion, StageEntryRow
from bot.features.ledger.models.locks import BookLockRow
from bot.features.ledger.models.own_entries import OwnEntryRow
from bot.features.ledger.models.quotas import Employment, QuotaRow
from bot.features.ledger.models.rates import ExchangeRate, FigureHold, SourceSync, ToldRate

TABLES: tuple[type[Base], ...] = (
    Deal,
    DealAlias,
    DealVersion,
    StageEntryRow,
    Credit,
    OwnEntryRow,
    Activity,
    QuotaRow,
    Employment,
    ExchangeRate,
    ToldRate,
    SourceSync,
    FigureHold,
    BookLockRow,
)
