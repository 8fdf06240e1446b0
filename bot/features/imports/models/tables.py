"""All tables of imports."""

from bot.db.base import Base
from bot.features.imports.models.files import FileImportRow, KnownLayout
from bot.features.imports.models.sources import IngestSource, KnownPerson, StageMeaningRow
from bot.features.imports.models.waiting import LaterWin, ParkedRow, ReplacedParkedRow, TwinAnswer

TABLES: tuple[type[Base], ...] = (
    FileImportRow,
    KnownLayout,
    KnownPerson,
    StageMeaningRow,
    IngestSource,
    ParkedRow,
    ReplacedParkedRow,
    LaterWin,
    TwinAnswer,
)
