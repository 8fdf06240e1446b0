"""Role x service: whoever may not act is refused by the services too, whichever door they came through."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.common.errors import GuestsMayNot, NotAllowed, Refusal
from bot.db.transaction import Database, Transaction
from bot.features.celebrations.rules.selection import Wish
from bot.features.celebrations.service import settings as celebrations
from bot.features.checkins.service import answers as checkins
from bot.features.contests.service import access as contests
from bot.features.feedback.rules.content import FeedbackText, FeedbackTone, RequestText
from bot.features.feedback.service import feedback, lists, requests
from bot.features.goals.rules.draft import Arrangement, Draft
from bot.features.goals.rules.progress import GoalKind
from bot.features.goals.service import actions as goal_actions
from bot.features.goals.service import queries as goals
from bot.features.kudos.commands.intents import Me, Top, Values
from bot.features.kudos.listeners import dispatch
from bot.features.kudos.rules.giving import GiveKudos
from bot.features.kudos.rules.reactions import Reaction
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service import giving as kudos
from bot.features.kudos.service import reactions
from bot.features.kudos_health import service as kudos_health
from bot.features.leaderboards.service import settings as leaderboards
from bot.features.ledger.service.by_hand import manual_entries
from bot.features.ledger.service.by_hand.manual_entries import ManualWin
from bot.features.metrics.service import scopes as metrics
from bot.features.notifications.service import availability as notifications
from bot.features.people.service import members as people
from bot.features.privacy import service as privacy
from bot.features.pulse.rules.pulses import About, PulsePlan, Said
from bot.features.pulse.service import answers, lifecycle
from bot.features.reviews.service import lists as review_lists
from bot.features.reviews.service import queries as reviews
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting
from tests.features.goals.office import BEN, CLEO, MATE, NORTH, NOW, TERMS, TODAY, open_office
from tests.features.ledger.office import key
from tests.features.outsiders import GUEST, ROLES, becomes

ServiceCall = Callable[[Transaction], Awaitable[Any]]
WORDS = FeedbackText(FeedbackTone.praise, "Calm and clear with a difficult customer")


def closed_to_guests(who: str) -> dict[str, ServiceCall]:
    """What nobody but active people may do or see; by a name for the report."""
    question = RequestText(who, (MATE,), "How was my last demo?", TODAY + timedelta(days=7))
    plan = PulsePlan(None, About.team, "I know what is expected of me.", 3, TODAY + timedelta(days=7))
    return {
        "the kudos board": lambda t: dispatch.carry_out(acting(t, who, NOW, key()), Top(), KudosSettings()),
        "the values": lambda t: dispatch.carry_out(acting(t, who, NOW, key()), Values(), KudosSettings()),
        "feedback": lambda t: feedback.give(acting(t, who, NOW, key()), CLEO, WORDS),
        "a request": lambda t: requests.ask(acting(t, who, NOW, key()), question),
        "numbers": lambda t: metrics.load_viewer(t, who, NOW),
        "a won deal": lambda t: manual_entries.log_won(
            acting(t, who, NOW, key()), ManualWin("Acme", Decimal(100))
        ),
        "teams": lambda t: teams.overview(t, who),
        "a team": lambda t: teams.save(acting(t, who, NOW, key()), TeamForm("New", CLEO, ()), None),
        "what a manager does": lambda t: teams.require_manager(t, who, "do it"),
        "what an admin does": lambda t: people.require_admin(t, who),
        "a pulse": lambda t: lifecycle.ask(acting(t, who, NOW, key()), plan),
        "the board's name": lambda t: leaderboards.hide(acting(t, who, NOW, key())),
        "a contest": lambda t: contests.seen(t, None, who),
        "recognition": lambda t: kudos_health.circle_of(t, who),
        "a wish": lambda t: celebrations.wish(acting(t, who, NOW, key()), Wish()),
    }


def open_to_guests(who: str) -> dict[str, ServiceCall]:
    """What guests may for themselves: others, who may not act, are refused all the same."""
    settings = KudosSettings(open_to_guests=True)
    draft = Draft(TERMS, GoalKind.money, "USD", who, None, Arrangement())
    return {
        "kudos": lambda t: kudos.give(
            acting(t, who, NOW, key()), GiveKudos((CLEO,), 1, "a great demo"), settings
        ),
        "a reaction taken back": lambda t: reactions.unreact(
            acting(t, who, NOW, key()), Reaction("C0SALES", "1.1", "tada")
        ),
        "their own kudos": lambda t: dispatch.carry_out(acting(t, who, NOW, key()), Me(), settings),
        "goals": lambda t: goals.load_viewer(t, who),
        "a goal of their own": lambda t: goal_actions.propose(acting(t, who, NOW, key()), draft),
        "a check-in": lambda t: checkins.to_answer(t, who, NOW),
        "their feedback": lambda t: lists.inbox(t, who),
        "a review": lambda t: reviews.taken(t, 1, who),
        "their reviews": lambda t: review_lists.inbox(t, who),
        "an answer": lambda t: answers.answer(acting(t, who, NOW, key()), 1, Said(4, "")),
        "their record": lambda t: privacy.overview(t, who, NOW),
        "their attention": lambda t: notifications.mine(t, who, NOW),
    }


async def _outcome(db: Database, action: ServiceCall) -> Refusal | None:
    try:
        async with db.transaction(NORTH) as transaction:
            await action(transaction)
    except Refusal as refusal:
        return refusal
    return None


@pytest.mark.parametrize("role", ROLES)
async def test_services_refuse_who_may_not_act(db: Database, role: str) -> None:
    """Admins of elsewhere and of once, too; guests from all that is not their own."""
    await open_office(db)
    await becomes(db, BEN, role)

    for name, action in closed_to_guests(BEN).items():
        refusal = await _outcome(db, action)
        assert type(refusal) is (GuestsMayNot if role == GUEST else type(refusal)), name
        assert isinstance(refusal, NotAllowed), name
    for name, action in open_to_guests(BEN).items():
        refusal = await _outcome(db, action)
        if role == GUEST:
            assert not isinstance(refusal, GuestsMayNot), name
        else:
            assert isinstance(refusal, NotAllowed), name


async def test_an_active_person_is_not_refused_for_who_they_are(db: Database) -> None:
    """The same calls: what is refused is refused for another reason."""
    await open_office(db)
    others = {"Only an admin of this", "Only the managers of", "Only whoever leads"}

    for name, action in {**closed_to_guests(BEN), **open_to_guests(BEN)}.items():
        refusal = await _outcome(db, action)
        if isinstance(refusal, NotAllowed):
            assert any(str(refusal).startswith(other) for other in others) or "goal" in str(refusal), name


async def test_kudos_of_a_guest_wait_for_an_admin(db: Database) -> None:
    """By whatever door: the service asks the settings."""
    await open_office(db)
    await becomes(db, BEN, GUEST)
    gift = GiveKudos((CLEO,), 1, "a great demo")

    for settings, given in ((KudosSettings(), False), (KudosSettings(open_to_guests=True), True)):

        async def thank(transaction: Transaction, settings: KudosSettings = settings) -> None:
            await kudos.give(acting(transaction, BEN, NOW, key()), gift, settings)

        assert (await _outcome(db, thank) is None) is given
