"""What comes with an exported record."""

from dataclasses import dataclass

from bot.deliveries.notices import Notice


@dataclass(frozen=True)
class RecordExport(Notice):
    """To a person: their own record, as an attached file of this `name`."""

    kind = "records.exported"
    name: str
