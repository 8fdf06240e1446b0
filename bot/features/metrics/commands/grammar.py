"""All that may be written after `/metrics`. Pure."""

from bot.common.locales import TypedOn
from bot.features.metrics.commands.intents import Define, HowCounted, Intent, ShowFigures, UndoEntry
from bot.features.metrics.commands.parser import (
    only,
    read_export,
    read_feed,
    read_lock,
    read_log,
    read_own,
    read_person,
    read_quota,
    read_rate,
    read_rows,
    read_team,
    read_unlock,
    read_why,
)
from bot.framework.grammar import Grammar, Verb

# Words that no verb begins are a metric or a period of the actor's own figures: which of the two is decided
# where metrics are known.
GRAMMAR = Grammar[Intent, TypedOn](
    "/metrics",
    Verb("me", read_own, also=("mine",), usage="me [period]", meaning="your own numbers"),
    Verb(
        "team",
        read_team,
        usage="team [name] [period]",
        meaning="your team's; its manager sees each person's too",
    ),
    Verb("", read_person, usage="@ben [period]", meaning="one person's, for themselves and their manager"),
    Verb(
        "why",
        read_why,
        usage="why win rate [@ben|team] [period]",
        meaning="formula, inputs, quota segments, and the rows",
    ),
    Verb(
        "log", read_log, writes=True, usage="log won $48k Acme [on 12 Nov]", meaning="write down a won deal"
    ),
    Verb("undo", only(UndoEntry(), "undo"), writes=True, usage="undo", meaning="take it back"),
    Verb(
        "dispute", read_rows, also=("rows",), usage="dispute", meaning="your rows; beside each is *Dispute*"
    ),
    Verb(
        "quota",
        read_quota,
        also=("quotas",),
        usage="quota [@ben]",
        meaning="quotas, with ramp and relief; their manager sets them",
    ),
    Verb(
        "define",
        lambda rest, _: Define(rest),
        usage="define",
        meaning="which metrics your team follows, with targets; your own formulas",
    ),
    Verb(
        "feed",
        read_feed,
        writes=True,
        usage="feed G4 bookings",
        meaning="a goal follows a metric from then on",
    ),
    Verb(
        "export",
        read_export,
        writes=True,
        usage="export [figures|rows|deals] [team|@ben] [period] [csv|xlsx]",
        meaning="the same as a file",
    ),
    Verb(
        "rate",
        read_rate,
        writes=True,
        usage="rate EUR 1.084 [from 20 May]",
        meaning="what a currency is worth",
    ),
    Verb(
        "lock",
        read_lock,
        writes=True,
        usage="lock before 2026-10-01",
        meaning="what lies before stays as it was reported",
    ),
    Verb("unlock", read_unlock, writes=True),
    Verb("settings", only(HowCounted(), "settings"), usage="settings", meaning="how it is counted"),
    bare=lambda: ShowFigures("any"),
    otherwise=read_own,
    sentences=(
        (
            "team type renewal Q3",
            "only deals of a type, pipeline, segment, product, lead source, lost reason",
        ),
        ("win rate by type", "a figure taken apart; `bookings by pipeline team` your team's"),
    ),
    tidy=lambda text: " ".join(text.replace("“", '"').replace("”", '"').split()),
)
