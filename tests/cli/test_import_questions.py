"""What a file asks on the server, and the option that answers it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.cli.import_options import ImportOptions
from bot.cli.import_questions import open_questions, settled
from bot.features.imports.rules.columns import KEEP_LATER, OMIT_LATER, Layout
from bot.features.imports.rules.days import DAY_FIRST, MOMENTS, MONTH_FIRST, WRITTEN
from bot.features.imports.rules.detection.formats import SIGNS, FormatQuestion
from bot.features.imports.rules.fields import ACTIVITIES, DEALS
from bot.features.imports.rules.matching import Unknown
from bot.features.imports.rules.profiling import FileProfile
from bot.features.imports.rules.rows.activity_rows import ALL_DONE, done_question
from bot.features.imports.rules.rows.later_wins import LaterWins
from bot.features.imports.service.importing import Report
from bot.features.ledger.rules.records import PersonRef
from bot.features.ledger.rules.twins import TwinDeal

ORDER = FormatQuestion("closed_on", "Closed", (DAY_FIRST, MONTH_FIRST), "05/10/2026")
SIGN = FormatQuestion("amount", "Amount", SIGNS, "1.234")
TIMES = FormatQuestion("closed_on", "Closed", (WRITTEN, MOMENTS), "2026-10-05T00:00Z")
TODAY = date(2026, 11, 23)


def report(*questions: FormatQuestion, kind: str = DEALS, far: int = 0) -> Report:
    """A file that asks this."""
    later = LaterWins(TODAY, "USD", rows=far, far=far, days=(TODAY, TODAY) if far else None)
    return Report(FileProfile(Layout(kind, {}), questions, (), 1, {}, ()), "", later)


@pytest.mark.parametrize(
    ("asking", "option"),
    [
        (report(ORDER), "--dates day-first or --dates month-first"),
        (report(SIGN), "--decimal point or --decimal comma"),
        (report(TIMES), "--times days or --times moments"),
        (report(far=1), "--future right, or --future leave-out"),
        (report(*filter(None, [done_question(Layout(ACTIVITIES, {}))]), kind=ACTIVITIES), "--all-done"),
    ],
)
def test_each_question_names_its_option(asking: Report, option: str) -> None:
    """What is told for another one answers nothing."""
    layout, asked = settled(asking, ImportOptions())
    assert layout == asking.survey.layout
    (sentence,) = asked
    assert option in sentence


def test_what_is_told_fills_the_layout() -> None:
    """Both of what a column may ask."""
    told = ImportOptions(dates="month-first", decimal="comma", times="days", future="leave-out")
    layout, asked = settled(report(ORDER, SIGN, TIMES, far=1), told)
    assert not asked
    assert (layout.dates, layout.decimal, layout.times) == (
        {"Closed": MONTH_FIRST},
        SIGNS[1],
        {"Closed": WRITTEN},
    )
    assert layout.later == OMIT_LATER
    assert settled(report(TIMES), ImportOptions(times="moments"))[0].times == {"Closed": MOMENTS}
    assert settled(report(far=1), ImportOptions(future="right"))[0].later == KEEP_LATER
    activities = report(*filter(None, [done_question(Layout(ACTIVITIES, {}))]), kind=ACTIVITIES)
    assert settled(activities, ImportOptions(is_all_done=True))[0].done == ALL_DONE


def test_deals_that_another_source_has_too() -> None:
    """From three pairs on it is asked whether they are the same; both answers have an option."""
    asking = report()
    own = [TwinDeal("file", f"F{n}", "U1", Decimal(n), "USD", f"Deal {n}", "", TODAY) for n in range(1, 5)]
    asking.twins.learn(
        replace(each, source="hubspot", external_id=f"H{n}", deal_id=n) for n, each in enumerate(own)
    )
    asking.twins.see(own[:2])
    assert settled(asking, ImportOptions())[1] == open_questions(asking, ImportOptions()) == []
    asking.twins.see(own[2:])
    (sentence,) = open_questions(asking, ImportOptions())
    assert "4 of its 4 deals are in the books from hubspot: say --twins same" in sentence
    assert open_questions(asking, ImportOptions(twins="same")) == []
    layout, _ = settled(asking, ImportOptions(twins="other"))
    assert "hubspot" in layout.apart


def test_who_is_asked_about() -> None:
    """By the names of the file, twenty at most; nobody where admins are asked."""
    asking = report()
    asking.unknown = {ref: Unknown(ref) for ref in (PersonRef(name=f"Rep {n:02}") for n in range(22))}
    *people, last = open_questions(asking, ImportOptions())
    assert len(people) == 20
    assert people[0] == 'Who is Rep 00? --who "Rep 00=ben@company.com", or "Rep 00=nobody".'
    assert last.startswith("And 2 more people. With --ask")
    assert open_questions(asking, ImportOptions(asks=True)) == []
