"""Names that are stored, typed or set outside of the code stay: `--renew-snapshots` renews the list."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli.main import cli
from bot.config import Settings
from bot.features.ledger.rules.cuts import Dimension
from bot.features.metrics.rules.catalogue import CATALOGUE
from bot.registry import CATALOG, METADATA

SNAPSHOT = Path(__file__).parent / "snapshots" / "public_names.json"


def _all(groups: Iterable[Iterable[str]]) -> list[str]:
    return sorted({name for group in groups for name in group})


def public_names() -> dict[str, list[str]]:
    """Every name that a database, a message in Slack, a manifest, a script or a shell may hold."""
    verbs = get_command(cli)
    return {
        "commands": _all(routes.commands for routes in CATALOG.routes),
        "words of /pacer": _all(routes.words for routes in CATALOG.routes),
        "actions": _all(routes.actions for routes in CATALOG.routes),
        "submissions": _all(routes.submissions for routes in CATALOG.routes),
        "shortcuts": _all(routes.shortcuts for routes in CATALOG.routes),
        "events": _all((*routes.events, *routes.news) for routes in CATALOG.routes),
        "scopes": _all(routes.scopes for routes in CATALOG.routes),
        "metrics": sorted(metric.key for metric in CATALOGUE),
        "words of metrics": _all(metric.names() for metric in CATALOGUE),
        "cuts": sorted(each.value for each in Dimension),
        "notices": sorted(CATALOG.notices),
        "jobs": sorted(job.name for job in CATALOG.jobs),
        "schedules": sorted(CATALOG.scheduled),
        "tables": sorted(METADATA.tables),
        "verbs": sorted(verbs.commands) if hasattr(verbs, "commands") else [],
        "environment": sorted(name.upper() for name in Settings.model_fields),
    }


def test_public_names_are_what_they_were(pytestconfig: pytest.Config) -> None:
    """A name that goes breaks somebody's data, message or script: it is taken away on purpose only."""
    names = public_names()
    if pytestconfig.getoption("--renew-snapshots"):
        SNAPSHOT.write_text(json.dumps(names, indent=1) + "\n")

    assert names == json.loads(SNAPSHOT.read_text())
    assert all(names.values())
