"""What people write after /metrics, as an intent."""

from datetime import date
from decimal import Decimal

import pytest

from bot.common.errors import BadInput
from bot.common.locales import TypedOn
from bot.features.metrics.commands.grammar import GRAMMAR
from bot.features.metrics.commands.intents import (
    Define,
    Export,
    Feed,
    HowCounted,
    Intent,
    Lock,
    LogWon,
    Quotas,
    SetRate,
    ShowFigures,
    ShowLedgerRows,
    UndoEntry,
    Why,
)

TODAY = date(2026, 11, 24)
ON = TypedOn(TODAY)


@pytest.mark.parametrize(
    ("text", "intent", "writes"),
    [
        ("", ShowFigures("any"), False),
        ("ME last quarter", ShowFigures("me", words="last quarter"), False),
        ("win  rate", ShowFigures("me", words="win rate"), False),
        ("team Enterprise Q3", ShowFigures("team", words="Enterprise Q3"), False),
        ("<@U2|ben> Q3", ShowFigures("person", "U2", "Q3"), False),
        ("win rate <@U2>", ShowFigures("person", "U2", "win rate"), False),
        ("win rate by type <@U2|ben> Q3", ShowFigures("person", "U2", "win rate by type Q3"), False),
        ("Q3 <@U2>", ShowFigures("person", "U2", "Q3"), False),
        ("why", Why("attainment"), False),
        ("why win rate <@U2>", Why("win rate", "U2"), False),
        ("rows Q3", ShowLedgerRows("Q3"), False),
        ("dispute", ShowLedgerRows(""), False),
        ("quotas <@U2>", Quotas("U2"), False),
        ("define team", Define("team"), False),
        ("settings", HowCounted(), False),
        ("log", LogWon(), True),
        ("log won", LogWon(), True),
        ("log won $48k “Acme” on 12 Nov", LogWon('"Acme"', Decimal(48000), "USD", date(2026, 11, 12)), True),
        ("log won $1.2 million Acme", LogWon("Acme", Decimal(1_200_000), "USD"), True),
        ("log won A$90k Acme", LogWon("Acme", Decimal(90_000), "AUD"), True),
        ("log won TOP 5,000 Acme", LogWon("Acme", Decimal(5_000), "TOP"), True),
        ("log won 5k TOP Deals", LogWon("TOP Deals", Decimal(5_000)), True),
        (
            "log won $48k Acme on last friday",
            LogWon("Acme", Decimal(48_000), "USD", date(2026, 11, 20)),
            True,
        ),
        ("log won $1k: Hotel on the hill", LogWon("Hotel on the hill", Decimal(1000), "USD"), True),
        (
            "log won $1k - Hotel on the hill closed on 12 Nov",
            LogWon("Hotel on the hill", Decimal(1000), "USD", date(2026, 11, 12)),
            True,
        ),
        ("log won $5. Acme, on 12 Nov", LogWon("Acme", Decimal(5), "USD", date(2026, 11, 12)), True),
        ("undo", UndoEntry(), True),
        ("rate eur 1.084 from 20 May", SetRate("EUR", Decimal("1.084"), date(2026, 5, 20)), True),
        ("rate IRR 0.000023800001", SetRate("IRR", Decimal("0.000023800001")), True),
        ("lock before 2026-10-01", Lock(date(2026, 10, 1)), True),
        ("unlock", Lock(None), True),
        ("feed G4 bookings", Feed(4, "bookings"), True),
        ("feed g4 by hand", Feed(4, ""), True),
        ("export rows <@U2> Q3 xlsx", Export("rows", "Q3", "xlsx", "U2"), True),
    ],
)
def test_what_is_meant(text: str, intent: Intent, writes: bool) -> None:
    """By the first word; a metric or a period alone is about oneself."""
    assert GRAMMAR.parse(text, ON) == intent
    assert GRAMMAR.writes(text) is writes


def test_names_and_days_of_a_won_deal() -> None:
    """Words are a day where one is expected, at the end; elsewhere they are a name."""
    day = {"yesterday": date(2026, 11, 23), "friday": date(2026, 11, 20)}
    expected = {
        "Acme closed 12 Nov": ("Acme", date(2026, 11, 12)),
        "Acme, closed friday": ("Acme", day["friday"]),
        "Acme yesterday": ("Acme", day["yesterday"]),
        "Acme, last friday": ("Acme", day["friday"]),
        "Acme 4 days ago": ("Acme", day["friday"]),
        "24/7 support": ("24/7 support", None),
        "Acme 24/7": ("Acme 24/7", None),
        "Turn on 24/7 support": ("Turn on 24/7 support", None),
        "Turn on 24/7 support on 12 Nov": ("Turn on 24/7 support", date(2026, 11, 12)),
        "Q4 2025/26 renewal": ("Q4 2025/26 renewal", None),
        "Acme renewal 2025/26": ("Acme renewal 2025/26", None),
        "Room by Room 12/11 plan": ("Room by Room 12/11 plan", None),
        "“Renewal from 1 Jan”": ('"Renewal from 1 Jan"', None),
        "The Last Supper": ("The Last Supper", None),
        "The Deal Closed": ("The Deal Closed", None),
        "Yesterday": ("Yesterday", None),
    }
    read = {text: GRAMMAR.parse(f"log won $5k {text}", ON) for text in expected}
    assert read == {text: LogWon(name, Decimal(5000), "USD", on) for text, (name, on) in expected.items()}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("undo it", "Write `/metrics undo` alone, not “it” after it"),
        ("rate EUR", "Write it as `/metrics rate EUR 1.084`"),
        ("lock", "Write the first day that stays open"),
        ("feed bookings", "Write it as `/metrics feed G4 bookings`"),
        ("log lost", "Write it as `/metrics log won"),
        ("log won $48k Acme on Feb 30", "“Feb 30” is no day up to today"),
        ("log won $48k Acme on tomorrow", "“tomorrow” is no day up to today"),
        ("log won $48k Acme on 12 Nov on site", "“12 Nov” does not stand at the end"),
        ("log won $48k Acme on Feb 30 on site", "“Feb 30” is no day up to today"),
        ("log won $48k Acme on 31/04", "“31/04” is not a day that I can read. Write it as `/metrics log won"),
        (
            "log won $48k Acme on 12/11",
            "“12/11” can be 12 Nov or 11 Dec: write the one you mean like that.$",
        ),
        ("log won $48k Acme on 29/02", "Write it as 29 Feb."),
        ("log won $48k Acme on 12.11.", "“12.11.” can be 12 Nov or 11 Dec"),
        ("log won $48k Acme on 11-12", "“11-12” can be 11 Dec or 12 Nov"),
        ("log won $48k Acme closed 12/11", "“12/11” can be 12 Nov or 11 Dec"),
        ("log won $48k Acme from 12/11 for <@U2>", "“12/11” can be 12 Nov or 11 Dec"),
        ("log won $48k Acme closed on the 12.11.", "“the 12.11.” can be 12 Nov or 11 Dec"),
        ("log won $48k Acme won 12/11", "“12/11” can be 12 Nov or 11 Dec"),
        ("log won $48k Acme on KW 47", "“KW 47” is no day up to today"),
        ("log won $48k Acme on Friday week", "“Friday week” is no day up to today"),
        ("log won $48k Acme since 12 Nov", "“since 12 Nov” is not read as a day: write “on 12 Nov”, or put"),
        ("log won $48k Acme by yesterday", "“by yesterday” is not read as a day"),
        ("log won $48k Acme by 31/04/2026", "“by 31/04/2026” is not read as a day"),
        ("log won $48k -", "Write it as `/metrics log won"),
        ("log won $7,5k Acme", "can be read in two ways: write 7.5k or 7,500."),
        ("log won $1.2 milion Acme", "write “million”, or digits"),
        ("log won 0 Acme", "“0” is zero"),
        ("rate EUR 1,084", "“1,084” is no rate"),
        ("quota 50k", "Write `/metrics quota` or"),
        ("why <@U2> <@U3>", "Ask about one person at a time"),
        ("win rate <@U2> <@U3>", "Ask about one person at a time"),
    ],
)
def test_what_cannot_be_meant(text: str, sentence: str) -> None:
    """The refusal says how to write it."""
    with pytest.raises(BadInput, match=sentence.replace("(", r"\\(")):
        GRAMMAR.parse(text, ON)
