"""Who reads what of coaching and skills, over the wire: every record by every door, for everybody there is.

What each may read is asked of the tables that Pacer itself asks. What has no words is not in here: single
votes, and untouched windows, which no screen shows.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest

from bot.common.date_ranges import DateRange
from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.client.search import NotSeen
from bot.features.coaching.repository.outcomes import OutcomeRepository
from bot.features.coaching.rules import access as coaching
from bot.features.coaching.rules.access import CoachingRecord, PairParties
from bot.features.skills.rules import access as skills
from bot.features.skills.rules.access import SkillRecord, SkillRole, roles_to
from bot.features.skills.rules.outcome import OutcomeWord
from bot.features.skills.rules.outcome_facts import OutcomeCard, WatchedAction
from bot.features.skills.rules.shrinkage import Trials
from bot.features.skills.service.watching import stored
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from bot.slack.blocks import actions, button
from tests.contexts import acting

from .metrics_office import booked, person
from .skills_office import MONDAY, SELLERS, decided, with_roles, with_sellers

# Ben is led by Ana, later by Lucia; Fatima leads Ana; Dario is an admin; Grace is Ben's mate.
EVERYBODY = ("ben", "ana", "lucia", "fatima", "dario", "grace", "cleo")
WORDS: Mapping[CoachingRecord, tuple[str, str]] = {
    CoachingRecord.shared_topic: ("zebra pricing", "ben"),
    CoachingRecord.private_topic: ("yak job", "ben"),
    CoachingRecord.shared_note: ("owl note", "ana"),
    CoachingRecord.private_note: ("newt note", "ana"),
    CoachingRecord.action: ("ibis mail", "ben"),
    CoachingRecord.talk: ("confirmed: Mon 30 Nov", ""),
    CoachingRecord.outcome: ("lynx recaps", ""),
}
RATED = {"ben": "gnu words", "ana": "emu words"}
CARD = "12 of 70"
TYPED = (
    "/coach",
    "/coach @ben",
    "/coach @ana",
    "/coach history @ben",
    "/coach history @ana",
    "/coach gaps @ben",
    "/skills",
    "/skills @ben",
    "/skills rate @ben",
    "/pacer evidence",
    "/pacer evidence @ben",
    "/pacer deliveries",
    "/pacer record",
)


def pressed(stage: Stage) -> Iterator[tuple[str, str]]:
    """Old buttons that somebody may still have in front of them, with what they name."""
    ben, ana = person(stage, "ben"), person(stage, "ana")
    for who in (ben, ana):
        yield from (("coaching.open", who), ("coaching.all_items", who), ("coaching.menu", f"history {who}"))
        yield from (("skills.rate", who), ("skills.gaps", who))
    yield from (("coaching.notes", "1"), ("coaching.not_yet", "1"), ("coaching.outcome_why", "1"))
    yield from (("skills.round_open", "1"), ("skills.why", "1 1"), ("skills.action", "1 c1"))
    yield ("records.export", "")


async def with_words(stage: Stage) -> None:
    """A held talk with notes, topics and an action; Ben has rated himself, and seen his card."""
    await with_sellers(stage)
    for name in SELLERS:
        await booked(stage, name, *decided(name, *((12, 8, 62) if name == "ben" else (40, 20, 50))))
    await with_roles(stage, *SELLERS)
    await lead(stage, "Heads", "fatima", "ana")
    ana, ben = (stage.actor(name).goes_to("#general") for name in ("ana", "ben"))
    await ana.types("/coach @ben every week tuesday 10:00")
    await ben.types("/coach topic zebra pricing")
    await ben.types("/coach private topic yak job")
    await ben.types("/coach action me ibis mail by friday #discovery")
    await ana.types("/coach held @ben")
    await ben.types("/coach held")
    await ana.types("/coach @ben")
    await ana.clicks("Notes and actions")
    await ana.submits({"shared": "owl note", "private": "newt note"})
    await ana.closes(clear=True)
    await ben.types("/skills rate")
    await ben.submits({"Level": "3 Strong", "words:discovery": RATED["ben"]})
    await ben.closes(clear=True)
    await ben.types("/skills gaps")
    await with_outcome(stage)


async def with_outcome(stage: Stage) -> None:
    """Something came of an action of Ben's."""
    ids = {"owner_id": person(stage, "ben"), "manager_id": person(stage, "ana")}
    card = OutcomeCard(
        WatchedAction(ids["owner_id"], "lynx recaps", "win_rate", MONDAY.date()),
        OutcomeWord.too_few,
        0.3,
        Trials(3, 9),
        None,
        0,
        is_alone=False,
        days=DateRange(MONDAY.date() - timedelta(days=60), MONDAY.date()),
    )
    facts = {"metric": "win_rate", "skill": "discovery", "begun_on": MONDAY.date(), "facts": stored(card)}
    told = {"item_id": 1, "series_id": 1, "is_in_prep": True, "answer": "", "made_at": MONDAY}
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        await OutcomeRepository(transaction).keep([ids | facts | told])


async def lead(stage: Stage, team: str, manager: str, *members: str) -> None:
    """Somebody leads these people from now on."""
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        ctx = acting(transaction, person(stage, "ana"), stage.emulator.clock.now(), f"team {team} {members}")
        chart = await teams.load_org_chart(transaction)
        known = chart.named(team)
        wanted = TeamForm(team, person(stage, manager), tuple(person(stage, name) for name in members))
        await teams.save(ctx, wanted, known.id if known else None)


async def looked_around(stage: Stage, actor: Actor) -> str:
    """All that somebody is shown by commands, Home, old buttons, messages and files."""
    seen: list[str] = []
    for words in TYPED:
        await actor.types(words)
        seen.append(in_front_of(actor))
        await actor.closes(clear=True) if actor.modal else None
    await actor.opens_home()
    for tab in ("today", "people", "goals", "numbers"):
        try:
            await actor.clicks(f"home.tab:{tab}", within=actor.home)
        except NotSeen:
            continue
        seen.append(str(actor.home.blocks if actor.home else ""))
    actor.goes_to("#general")
    for action_id, value in pressed(stage):
        await actor.types("/coach")
        old = actor.sees()[-1]
        old.blocks = [actions(button("Old", action_id, value=value))]
        await actor.clicks("Old", within=old)
        seen.append(in_front_of(actor))
        await actor.closes(clear=True) if actor.modal else None
    await stage.emulator.settled()
    world = stage.emulator.world
    for channel in world.channels.values():
        if actor.user.id in channel.members:
            shown = [each for each in channel.messages if each.ephemeral_to in (None, actor.user.id)]
            # What they typed themselves is no word of Pacer's.
            seen += [f"{each.text} {each.blocks}" for each in shown if each.bot_id]
            files = [each for each in world.files.values() if channel.id in each.channel_ids]
            seen += [(each.content or b"").decode() for each in files]
    return "\n".join(seen)


def in_front_of(actor: Actor) -> str:
    """What somebody reads now: the window on top, and what answered them."""
    window = f"{actor.modal.blocks} {actor.modal.errors}" if actor.modal else ""
    return "\n".join([window, *(f"{each.text} {each.blocks}" for each in actor.sees()[-3:])])


def may_read(stage: Stage, card: SkillRecord, rating: SkillRecord) -> dict[str, set[str]]:
    """Who may read each word, by the tables."""
    ids = {name: person(stage, name) for name in EVERYBODY}
    found = {
        word: {
            name
            for name, who in ids.items()
            if coaching.may_read(who, record, PairParties(ids["ana"], ids["ben"], ids.get(writer, "")))
        }
        for record, (word, writer) in WORDS.items()
    }
    roles = {name: roles_to(who, ids["ben"], ids["ana"]) for name, who in ids.items()}
    found[CARD] = {name for name in EVERYBODY if skills.may_read(card, roles[name])}
    for rater, words in RATED.items():
        rated = {name: roles[name] | ({SkillRole.rater} if name == rater else set()) for name in EVERYBODY}
        found[words] = {name for name in EVERYBODY if skills.may_read(rating, rated[name])}
    return found


async def readers(stage: Stage, words: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Who reads each word by any door."""
    found: dict[str, set[str]] = {word: set() for word in words}
    for name in EVERYBODY:
        seen = await looked_around(stage, stage.actor(name).goes_to("#general"))
        for word in words:
            if word in seen:
                found[word].add(name)
    return found


@pytest.mark.slow
async def test_only_the_two(stage: Stage) -> None:
    """While Ana leads Ben; and after the ratings are in, the card is Ana's, and Lucia leads him."""
    stage.emulator.world.named("dario", NORTHWIND).is_admin = True
    await stage.pacer.run_jobs()
    await with_words(stage)
    expected = may_read(stage, SkillRecord.unreleased_card, SkillRecord.open_rating)
    expected[RATED["ana"]] = set()  # She has not written it yet.
    assert await readers(stage, expected) == expected

    ana = stage.actor("ana").goes_to("#general")
    await ana.types("/skills rate @ben")
    await ana.submits({"Level": "1 Starting", "words:discovery": RATED["ana"]})
    await ana.closes(clear=True)
    stage.emulator.clock.move_to(MONDAY + timedelta(days=1))
    await lead(stage, "Enterprise", "ana", *(name for name in SELLERS if name != "ben"))
    await lead(stage, "South", "lucia", "ben")
    await stage.emulator.settled()
    expected = may_read(stage, SkillRecord.released_card, SkillRecord.shown_rating)
    assert await readers(stage, expected) == expected
