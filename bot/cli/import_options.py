"""What is told to `import`: how the file is read, and answers to what it may ask. Pure."""

from dataclasses import dataclass, field

from bot.features.imports.rules.typed_answers import NOTHING, TypedAnswers
from bot.features.ledger.rules.reconciling import WholePart


@dataclass(frozen=True, kw_only=True)
class ImportOptions:
    """The options of `import`, "" or False for what was not told.

    `dates`: day-first or month-first; `times`: days or moments; `decimal`: point or comma; `future`: right or
    leave-out; `twins`: same or other. `stages` and `who` are texts such as `Signed=won`. `asks`: rows of
    people who are unknown wait, and admins are asked. `all_of`: such as closed 2026-07-01 2026-09-30, which
    `part` says. `typed`: what stages and who say.
    """

    dates: str = ""
    times: str = ""
    decimal: str = ""
    sheet: str = ""
    future: str = ""
    twins: str = ""
    is_all_done: bool = False
    stages: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    same_names: bool = False
    asks: bool = False
    dry_run: bool = False
    is_all: bool = False
    all_of: str = ""
    take_out: bool = False
    allow_rejected: bool = False
    typed: TypedAnswers = field(default=NOTHING)
    part: WholePart | None = None
