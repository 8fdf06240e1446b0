"""What skills need of 1:1s: when somebody had an action, gaps without one, topics that they offer."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot.common.date_ranges import DateRange
from bot.db.transaction import Transaction
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.facts import TopicOrigin
from bot.features.coaching.service.pairs import find_pair
from bot.features.coaching.service.topics import add_topic
from bot.features.people.service import members as people
from bot.features.skills.rules.facts import GAPS, TalkTopic
from bot.features.skills.rules.outcome_facts import ActionSpan
from bot.features.skills.rules.wording import part_name
from bot.features.skills.service.released import likely_findings
from bot.features.teams import service as teams
from bot.framework.context import Context
from bot.framework.needs import Need, NeedRank, first_names, fitted

_ONE_DAY = timedelta(days=1)
_WAITS = timedelta(days=14)
_SOON = timedelta(days=7)


async def action_spans(transaction: Transaction, ids: Sequence[str], since: date) -> list[ActionSpan]:
    """The days on which these people had an action open of a skill or that watches a figure.

    One that still is has no end.
    """
    from_then = datetime.combine(since, time(), UTC)
    rows = await CoachingWordRepository(transaction).skilled_items(ids, from_then)
    return [
        ActionSpan(
            row.owner_id,
            metric,
            row.skill,
            DateRange(row.made_at.date(), row.done_at.date() + _ONE_DAY if row.done_at else date.max),
        )
        for row in rows
        for metric in (row.watch or ("",))
    ]


async def gap_needs(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Need]:
    """Likely gaps of people led that were seen two weeks ago, and of whose skill there is no action."""
    if not (await teams.load_org_chart(transaction)).led_by(person_id):
        return []
    found = await likely_findings(transaction, person_id, now - _WAITS, now)
    if not found:
        return []
    owners = sorted({each.kept.person_id for each in found})
    since = min(each.kept.card.span.start for each in found)
    spans = await action_spans(transaction, owners, since)
    worked_on = {(span.person_id, span.skill) for span in spans}
    known = await people.people(transaction, owners)
    called = first_names({who: person.name for who, person in known.items()})
    return [
        Need(
            f"coaching.gap:{each.kept.person_id}",
            fitted(f"{called[each.kept.person_id]}: a likely gap, no action yet: ", part_name(each.part)),
            "Show the gap",
            GAPS,
            NeedRank.gap,
            since=each.kept.seen_at or each.kept.made_at,
            value=each.kept.person_id,
            about_id=each.kept.person_id,
            name=called[each.kept.person_id],
        )
        for each in found
        if each.kept.person_id in known
        and known[each.kept.person_id].is_active_person
        and not any((each.kept.person_id, skill) in worked_on for skill in each.skills)
    ]


async def has_talk_soon(ctx: Context, person_id: str) -> bool:
    """Whether a 1:1 of this person with whoever leads them is planned within a week."""
    rows = await CoachingTalkRepository(ctx.transaction).all_of(person_id)
    coming = [row.next_at for row in rows if row.person_id == person_id and row.next_at is not None]
    return any(ctx.now <= at < ctx.now + _SOON for at in coming)


async def take_offered(ctx: Context, offered: TalkTopic) -> str:
    """Puts it on the agenda, for both to read, and tells so. A Refusal: the two have no 1:1, or no room."""
    other_id = offered.manager_id if ctx.actor_id == offered.person_id else offered.person_id
    pair = await find_pair(ctx, other_id)
    topic = await add_topic(ctx, pair, offered.text, is_private=False, origin=TopicOrigin(offered.origin))
    return f"On the agenda with {pair.other_called}: “{topic.text}”."
