"""Answers that show figures: those of somebody or a team, why one is what it is, and quotas."""

from dataclasses import replace
from typing import Literal

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Transaction
from bot.features.ledger.rules.cuts import Dimension
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service import quotas
from bot.features.ledger.service.selling import sellers as selling
from bot.features.metrics.commands.cuts import split_breakdown, split_cut
from bot.features.metrics.commands.intents import (
    Quotas,
    ShowFigures,
    ShowLedgerRows,
    Why,
)
from bot.features.metrics.rules.apart.breakdown import breakdown
from bot.features.metrics.rules.apart.kind_metrics import MetricsByKey
from bot.features.metrics.rules.catalogue import BY_KEY
from bot.features.metrics.rules.facts import MetricsSubject, NamedCut, Reason
from bot.features.metrics.rules.metric import Metric
from bot.features.metrics.service import queries
from bot.features.metrics.service.cuts import cut_at_end, cut_from, named_cut
from bot.features.metrics.service.scopes import (
    MetricsViewer,
    begins_with_metric,
    leads,
    metric_at,
    metrics_of,
    own_teams,
    period_at_end,
    person_subject,
    team_at,
    team_subject,
)
from bot.features.metrics.views import breakdown as breakdown_view
from bot.features.metrics.views import choices, entries, explanation
from bot.features.metrics.views import sheet as sheet_views
from bot.features.metrics.views.sheet import SheetLocation
from bot.features.people.service import members as people
from bot.slack.responses import Ephemeral, OpenModal, Response
from bot.slack.text import typed_excerpt


async def show(transaction: Transaction, intent: ShowFigures, viewer: MetricsViewer) -> Response:
    """The figures asked for; words that name a metric are answered as `explain` does."""
    words, days = period_at_end(intent.words, viewer)
    if intent.whose == "any":
        intent = replace(intent, whose=await _first_choice(transaction, viewer))
    if intent.whose == "team" and not words and len(own_teams(viewer)) > 1:
        return Ephemeral(choices.which_team_message(own_teams(viewer)))
    asked = None
    if split_cut(words):
        teams = [team.name for team in viewer.org_chart.teams]
        rest, asked = cut_at_end(words, await metrics_of(transaction, viewer.rules.stages), teams)
        words = rest if asked else words
    of_team = intent.whose == "team"
    if words and not (of_team and await _names_team(transaction, words, viewer)):
        return await explain(transaction, Why(intent.words, intent.person_id), viewer, of_team=of_team)
    if of_team:
        subject = await team_subject(transaction, words, viewer)
    else:
        subject = await person_subject(transaction, intent.person_id or viewer.person.id, viewer)
    cut = await named_cut(transaction, asked, subject)
    return await _sheet(transaction, subject, viewer, days, cut)


async def show_subject(transaction: Transaction, subject: MetricsSubject, viewer: MetricsViewer) -> Response:
    """The figures of a subject in this quarter."""
    return await _sheet(transaction, subject, viewer, viewer.rules.fiscal.quarter_of(viewer.today))


async def _first_choice(transaction: Transaction, viewer: MetricsViewer) -> Literal["me", "team"]:
    """Whose figures bare `/metrics` shows. BadInput: neither they nor their teams have any."""
    today, fiscal = viewer.today, viewer.rules.fiscal
    last_quarter = fiscal.quarter_of(fiscal.quarter_of(today).start - ONE_DAY)
    if await selling.sells(transaction, viewer.person.id, last_quarter.start):
        return "me"
    if own_teams(viewer):
        return "team"
    raise BadInput("You have no numbers of your own.")


async def _sheet(
    transaction: Transaction,
    subject: MetricsSubject,
    viewer: MetricsViewer,
    days: DateRange,
    cut: NamedCut | None = None,
) -> Response:
    sheet = await queries.sheet(transaction, subject, days, viewer, cut)
    is_own = subject.person_id == viewer.person.id
    may_define = leads(viewer, subject) and subject.whose.is_team
    return Ephemeral(sheet_views.sheet_message(sheet, is_own=is_own, may_define=may_define))


async def _names_team(transaction: Transaction, words: str, viewer: MetricsViewer) -> bool:
    """Whether words after `team` are meant as its name: those of a team, or that begin with no metric."""
    if viewer.org_chart.like(words):
        return True
    return not begins_with_metric(words, await metrics_of(transaction, viewer.rules.stages))


async def explain(
    transaction: Transaction, intent: Why | ShowLedgerRows, viewer: MetricsViewer, *, of_team: bool = False
) -> Response:
    """Opens the explanation of a figure, or the credits alone; `of_team`: its words may name only a team."""
    metric, rest = await _asked_for(transaction, intent, viewer)
    words, days = period_at_end(rest, viewer)
    by = split_breakdown(words)
    team = "team " if of_team else ""
    if by is not None:
        subject = await whose(transaction, team + by[1], intent.person_id, viewer)
        return await apart(transaction, subject, metric, by[0], days, viewer)
    teams = [f"team {team.name}" for team in viewer.org_chart.teams]
    words, asked = cut_at_end(words, (), teams)
    subject = await whose(transaction, team + words, intent.person_id, viewer)
    cut = await named_cut(transaction, asked, subject)
    place = SheetLocation(subject.key, metric.key, days, cut=cut.written() if cut else "")
    return OpenModal(await reason_view(transaction, subject, place, viewer))


async def _asked_for(
    transaction: Transaction, intent: Why | ShowLedgerRows, viewer: MetricsViewer
) -> tuple[Metric, str]:
    if isinstance(intent, ShowLedgerRows):
        return BY_KEY["bookings"], intent.words
    metrics = await metrics_of(transaction, viewer.rules.stages)
    # Kinds of deals are looked up only for words that are not simply a metric's name.
    if not any(intent.words.casefold() in metric.names() for metric in metrics):
        metrics = await metrics_of(transaction, viewer.rules.stages, with_kinds=True)
    return metric_at(intent.words, metrics)


async def apart(
    transaction: Transaction,
    subject: MetricsSubject,
    metric: Metric,
    dimension: Dimension,
    days: DateRange,
    viewer: MetricsViewer,
) -> Ephemeral:
    """The figure by the values of a dimension, such as the win rate by type."""
    facts = await ledger.facts(
        transaction,
        subject.whose,
        days,
        viewer.now,
        with_stages=metric.key.startswith("stage:"),
        with_deals=True,
    )
    lines, whole = breakdown(metric, facts, days, dimension), metric.figure(facts, days)
    message = breakdown_view.breakdown_message(
        subject, metric, dimension, lines, whole, facts, days, is_in_charge=viewer.is_in_charge
    )
    return Ephemeral(message)


async def whose(
    transaction: Transaction, words: str, person_id: str, viewer: MetricsViewer
) -> MetricsSubject:
    """The subject that words after a metric name: a team, the person mentioned, or the viewer."""
    first, _, rest = words.partition(" ")
    if first.lower() == "team":
        if person_id:
            raise BadInput("Ask about a team or about one person, not about both.")
        return await team_subject(transaction, rest, viewer)
    if words:
        raise BadInput(
            f"I do not understand “{typed_excerpt(words)}”: "
            "name a metric, then @somebody or team, then a period."
        )
    return await person_subject(transaction, person_id or viewer.person.id, viewer)


async def subject_at(transaction: Transaction, key: str, viewer: MetricsViewer) -> MetricsSubject:
    """The subject of a key from a button: a member's id or "team:<id>".

    BadInput when the team is gone, NotAllowed when the viewer may not see it.
    """
    kind, _, team_id = key.partition(":")
    if kind != "team":
        return await person_subject(transaction, key, viewer)
    return await team_at(transaction, int(team_id), viewer)


async def reason_view(
    transaction: Transaction,
    subject: MetricsSubject,
    place: SheetLocation,
    viewer: MetricsViewer,
    news: str = "",
) -> dict[str, object]:
    """The modal that explains a figure; `news` is a sentence above it. BadInput when the metric is gone."""
    reason = await _reason(transaction, subject, place, viewer)
    keeps = leads(viewer, subject) and subject.person_id != viewer.person.id
    return explanation.why_modal(reason, place, viewer_id=viewer.person.id, keeps=keeps, said=news)


async def segments_view(
    transaction: Transaction,
    subject: MetricsSubject,
    place: SheetLocation,
    viewer: MetricsViewer,
    member_id: str,
) -> dict[str, object]:
    """The modal with a member's part in a team's quota; NotAllowed for who does not lead the team."""
    if not subject.with_rows:
        raise NotAllowed(f"Only the manager of {subject.name} sees the quotas of its people.")
    return explanation.segments_modal(await _reason(transaction, subject, place, viewer), place, member_id)


async def _reason(
    transaction: Transaction, subject: MetricsSubject, place: SheetLocation, viewer: MetricsViewer
) -> Reason:
    metrics = MetricsByKey(await metrics_of(transaction, viewer.rules.stages))
    metric = metrics.get(place.metric)
    if metric is None:
        raise BadInput("That metric does not exist any more.")
    cut = await cut_from(transaction, place.cut, subject)
    return await queries.reason(transaction, subject, metric, place.days, viewer, place.page, cut)


async def quotas_asked(transaction: Transaction, intent: Quotas, viewer: MetricsViewer) -> Response:
    """The quotas of a person; of nobody named, those of all whose quotas the viewer sets, or their own."""
    if intent.person_id:
        return await quotas_of(transaction, intent.person_id, viewer)
    kept = await quotas.quotas_kept(transaction, viewer.person, viewer.org_chart, viewer.today)
    if not kept:
        return await quotas_of(transaction, viewer.person.id, viewer)
    return Ephemeral(entries.team_quotas_message(kept, viewer.rules.currency, viewer.today))


async def quotas_of(transaction: Transaction, person_id: str, viewer: MetricsViewer) -> Response:
    """The quotas of a person. NotAllowed: neither they, nor their manager or an admin."""
    subject = await person_subject(transaction, person_id, viewer)
    person = await people.person(transaction, subject.whose.ids[0])
    rows = await quotas.quotas_of(transaction, person.id)
    keeps = leads(viewer, subject)
    message = entries.quotas_message(
        person, rows, viewer.rules.currency, viewer.today, keeps=keeps, is_own=person.id == viewer.person.id
    )
    return Ephemeral(message)
