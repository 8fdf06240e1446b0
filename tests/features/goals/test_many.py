"""Hundreds of goals in a tree, most of them below one: whatever is drawn stays within what Slack takes."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.common.cadences import Run
from bot.db.transaction import Database
from bot.emulator.block_kit import validate_message, validate_view
from bot.features.checkins.forms.checkins import CheckinForm, CheckinStart
from bot.features.checkins.rules import LONGEST_WORDS, CheckinNote
from bot.features.checkins.service import answers as checkin_answers
from bot.features.checkins.service import questions, summary
from bot.features.checkins.views import question
from bot.features.checkins.views import summary as summary_views
from bot.features.goals.forms.actions import ACTION_FORMS
from bot.features.goals.forms.goal import ChangedGoalStart, ChangeGoalForm, NewGoalStart, SetGoalForm
from bot.features.goals.models import GoalNumber, GoalRow
from bot.features.goals.repository.goals import GoalRepository
from bot.features.goals.repository.mapping import facts_of
from bot.features.goals.rules.facts import Which
from bot.features.goals.rules.progress import GoalHealth
from bot.features.goals.rules.state_machine import GoalAction
from bot.features.goals.service import creation, lists, queries, tree_and_history
from bot.features.goals.views import card as card_views
from bot.features.goals.views import history
from bot.features.goals.views import list as list_views
from bot.features.goals.views.home import own_blocks, team_blocks
from bot.features.teams import service as teams
from bot.slack.blocks import Message, home
from bot.slack.newer_blocks import in_full

from .office import ANA, BEN, MATE, NORTH, NOW, TERMS, TODAY, by, open_office

TITLE = "&amp;" * 29 + "&lt;" + "W" * 1


def check(message: Message) -> None:
    """The emulator takes it as Slack would."""
    validate_message(message.text, in_full({"blocks": message.blocks})["blocks"])


@pytest.fixture(autouse=True, params=[120, pytest.param(500, marks=pytest.mark.slow)])
async def crowd(request: pytest.FixtureRequest, db: Database) -> int:
    """One objective with most goals right below it, the others below those; the longest names there are.

    The smaller number is above what Slack takes in one list of options, and one message of blocks.
    """
    goals: int = request.param
    await open_office(db)
    async with db.transaction(NORTH) as transaction:
        rows = [_row(number, goals * 3 // 5) for number in range(1, goals + 1)]
        repository = GoalRepository(transaction)
        await repository.add(repository.insert(GoalRow), rows)
        await repository.add(repository.insert(GoalNumber), [{"newest": goals}])
    return goals


def _row(number: int, below: int) -> Mapping[str, Any]:
    parent = None if number == 1 else 1 if number <= below + 1 else number - below
    return {
        "id": number,
        "number": number,
        "title": f"{TITLE} {number}",
        "why": "&lt;why&gt; " * 70,
        "owner_id": (ANA, BEN, MATE)[number % 3],
        "proposer_id": ANA if number % 3 else None,
        "team_id": 1 if number <= 3 else None,
        "kind": "money",
        "unit": "USD",
        "start": Decimal(0),
        "target": Decimal("999999999999.25"),
        "current": Decimal(number),
        "begins": TERMS.begins - timedelta(days=30),
        "due": TERMS.due,
        "state": "proposed" if number % 7 == 0 else "active",
        "counter": None,
        "coach_ids": [],
        "is_private": False,
        "parent_id": parent,
        "roll_up": "sum" if number == 1 else "own",
        "weight": Decimal(1),
        "health": "blocked",
        "version": 1,
        "created_at": NOW,
        "waits_since": None,
        "reported_at": None,
        "reached_at": None,
    }


async def test_lists_and_trees(db: Database, crowd: int) -> None:
    """Every page of every list, and of the tree."""
    async with db.reading(NORTH) as reading:
        viewer = await queries.load_viewer(reading, ANA)
        for which in (Which.mine, Which.team, Which.at_risk, Which.all):
            first = await lists.listing(reading, viewer, which, NOW)
            for page in (1, 2, first.page.pages, first.page.pages + 5):
                shown = await lists.listing(reading, viewer, which, NOW, page=page)
                assert 1 <= len(shown.page.rows) <= lists.PAGE
                check(list_views.list_message(shown, TODAY))
        tree = await tree_and_history.tree(reading, None, viewer, NOW)
        seen = 0
        for page in range(1, tree.page.pages + 1):
            shown_tree = await tree_and_history.tree(reading, None, viewer, NOW, page)
            seen += len(shown_tree.page.rows)
            check(list_views.tree_message(shown_tree, TODAY))
        assert seen == crowd


async def test_one_goal_and_its_forms(db: Database) -> None:
    """The card with many below it, its history, and every form with all of them to choose from."""
    async with db.reading(NORTH) as reading:
        viewer = await queries.load_viewer(reading, ANA)
        row = await GoalRepository(reading).find(1)
        assert row is not None
        goal = facts_of(row, viewer.org_chart)
        card = await queries.card(reading, goal, viewer, NOW)
        check(card_views.card_message(card, TODAY, "Done."))
        validate_view(card_views.card_modal(card, TODAY))
        check(history.history_message(await tree_and_history.history(reading, goal, viewer, NOW), TODAY))
        choices = await creation.choices(reading, viewer, NOW)
        validate_view(SetGoalForm.draw(NewGoalStart(None, ANA, choices, TODAY, TERMS.due)))
        validate_view(ChangeGoalForm.draw(ChangedGoalStart(goal, choices), about="1", version=1))
        for form in ACTION_FORMS.values():
            validate_view(in_full(form.draw(goal, about="1", version=1)))
        assert GoalAction.edit not in ACTION_FORMS


async def test_home_and_check_ins(db: Database) -> None:
    """The App Home, the weekly question, its form, and the summary of a team with hundreds of goals."""
    async with db.transaction(NORTH) as transaction:
        viewer = await queries.load_viewer(transaction, ANA)
        own = await lists.listing(transaction, viewer, Which.mine, NOW)
        team = await lists.listing(transaction, viewer, Which.team, NOW)
        validate_view(home([*own_blocks(own, TODAY), *team_blocks(team, TODAY)]))

        facts = await questions.ask(transaction, BEN, Run(TODAY, NOW), NOW)
        assert facts is not None
        check(question.question(facts))
        checkin, goals, left_out = await checkin_answers.to_answer(transaction, BEN, NOW)
        assert checkin is not None
        assert left_out == facts.left_out > 0
        words = CheckinNote(*("&amp;" * (LONGEST_WORDS // 5) for _ in range(3)))
        answers = [checkin_answers.GoalAnswer(goal.id, health=GoalHealth.blocked) for goal in goals]
        await checkin_answers.answer(by(transaction, BEN), checkin.id, answers, words)
        check(question.question(await questions.question_of(transaction, checkin.id, NOW)))
        answered, *_ = await checkin_answers.to_answer(transaction, BEN, NOW)
        assert answered is not None
        validate_view(CheckinForm.draw(CheckinStart(answered, goals)))
        summed_up = await summary.summarize(transaction, ANA, Run(TODAY, NOW), NOW)
        assert summed_up is not None
        check(summary_views.summary(summed_up))
        (led,) = (await teams.load_org_chart(transaction)).led_by(ANA)
        look = await summary.look_at(transaction, led, viewer, NOW, timedelta(weeks=1))
        check(summary_views.post(summary.post_of(look, NOW)))
