"""The options of `import`: what a file holds, how it is read, and answers to what it asks."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class ImportKind(StrEnum):
    """What a file holds."""

    deals = "deals"
    activities = "activities"
    quotas = "quotas"
    rates = "rates"


class DateOrder(StrEnum):
    """How dates of figures only are written."""

    day_first = "day-first"
    month_first = "month-first"


class DecimalSign(StrEnum):
    """The sign before the cents of an amount."""

    point = "point"
    comma = "comma"


class DayTimes(StrEnum):
    """What a column of moments holds."""

    days = "days"
    moments = "moments"


class Future(StrEnum):
    """What becomes of wins that are dated more than 31 days ahead."""

    right = "right"
    leave_out = "leave-out"


class TwinDeals(StrEnum):
    """Whether deals that another source has as well are the same ones."""

    same = "same"
    other = "other"


Dates = Annotated[DateOrder | None, typer.Option(help="How dates such as 05/10/2026 are meant.")]
Decimals = Annotated[
    DecimalSign | None, typer.Option(help="What stands before the cents in amounts such as 1.234.")
]
Times = Annotated[DayTimes | None, typer.Option(help="What moments such as 2026-11-20T23:00Z stand for.")]
Stages = Annotated[
    list[str] | None, typer.Option(help='What a stage means: "Signed=won" (lost, open, leave).')
]
FutureWins = Annotated[
    Future | None, typer.Option(help="Wins dated more than 31 days ahead: right, or to be left out.")
]
AllDone = Annotated[
    bool, typer.Option("--all-done", help="All activities are done, though the file does not tell.")
]
WhoIsWho = Annotated[
    list[str] | None, typer.Option(help='Who somebody is: "Ben Cole=ben@company.com", or "=nobody".')
]
WhoFile = Annotated[Path | None, typer.Option(help="A file of such lines.", exists=True, dir_okay=False)]
SameNames = Annotated[
    bool, typer.Option("--same-names", help="Take the only active member of the same name.")
]
AskAdmins = Annotated[
    bool, typer.Option("--ask", help="Rows of unknown people wait, and admins are asked in Slack.")
]
TwinsTold = Annotated[
    TwinDeals | None, typer.Option(help="Deals that another source has too: the same ones, or other ones.")
]
IsAll = Annotated[
    bool, typer.Option("--all", help="It is everything its source holds: list what is missing in it.")
]
AllOf = Annotated[
    str,
    typer.Option(help='As --all, of some days: "closed 2026-07-01 2026-09-30" (or created, or either).'),
]
TakeOut = Annotated[
    bool, typer.Option("--take-out", help="With --all: take what is missing out of the books.")
]
AllowRejected = Annotated[
    bool, typer.Option("--allow-rejected", help="Exit with 0 though rows are rejected or wait.")
]
