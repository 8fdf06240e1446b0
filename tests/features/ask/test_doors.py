"""Plain words through their doors: what runs is the command, as who asks."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.common.errors import Refusal
from bot.deliveries.models import Delivery
from bot.features.ask.commands.buttons import filled
from bot.features.ask.commands.typed import typed as written
from bot.features.ask.listeners.answering import answer_sentence
from bot.features.ask.rules.deciding import decide
from bot.features.ask.rules.facts import AskIntent, Reading, Verdict
from bot.features.ask.rules.words import tidied
from bot.features.ask.service import load_names
from bot.framework.context import Contexts
from bot.registry import CATALOG
from bot.slack.form_values import FormValues
from bot.slack.requests import CommandRequest, EventRequest, ShortcutRequest, SubmissionRequest
from bot.slack.responses import Ephemeral, OpenModal, Response, UpdateModal
from bot.slack.routes import hand_on
from tests.databases import SQLITE_FIRST
from tests.features.asking import pressed, typed
from tests.features.goals.office import ADA, ANA, BEN, CLEO, HEAD, NORTH, NOW, open_office

from .measure import LEARNED

ASKERS = (ANA, BEN, CLEO, ADA, HEAD)
# Sentence and the command that it is.
SAME = (
    ("my numbers", "/metrics me"),
    ("how is ben doing?", f"/metrics <@{BEN}>"),
    ("how is ben doing this quarter?", f"/metrics <@{BEN}> this quarter"),
    ("how is enterprise doing?", "/metrics team Enterprise"),
    ("what is ben's quota?", f"/metrics why quota <@{BEN}>"),
    ("show me my goals", "/goal list mine"),
    ("may I see ben's goals?", f"/goal list <@{BEN}>"),
    ("leaderboard win rate last quarter", "/leaderboard win rate last quarter"),
    ("who was most thanked this month?", "/kudos top this month"),
    ("my kudos", "/kudos me"),
    ("help", "/pacer help"),
    ("who can help me with discovery?", "/mentor #discovery"),
    ("what should I read about discovery?", "/learn #discovery"),
    ("how do others handle price objections?", "/play price objections"),
)


@pytest.fixture(autouse=True)
async def office(db: Contexts) -> None:
    """Ana leads Ben; Cleo is in another team, Ada is admin."""
    await open_office(db)


async def ask(db: Contexts, who: str, sentence: str) -> Response:
    """What `/pacer` answers to a sentence."""
    return await hand_on(CATALOG.commands["/pacer"], typed(who, "/pacer", sentence), db, CATALOG.subcommands)


async def run(db: Contexts, who: str, command: str) -> Response:
    """What a typed command answers."""
    name, _, text = command.partition(" ")
    return await hand_on(CATALOG.commands[name], typed(who, name, text), db, CATALOG.subcommands)


async def outcome(answer: Any) -> tuple[str, object]:
    """What somebody is told: the text and blocks, or the refusal."""
    try:
        response = await answer
    except Refusal as refusal:
        return "refused", str(refusal)
    return (
        (response.message.text, response.message.blocks)
        if isinstance(response, Ephemeral)
        else ("", response)
    )


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_each_role_gets_what_the_command_gives(db: Contexts) -> None:
    """The same bytes, refusals too; below an answer stands the command."""
    different = []
    for who in ASKERS:
        for sentence, command in SAME:
            text, asked = await outcome(ask(db, who, sentence))
            plain, expected = await outcome(run(db, who, command))
            if isinstance(asked, list) and isinstance(expected, list) and asked != expected:
                (note,) = asked[len(expected or [0]) :]
                asked = asked[: len(expected)] or expected
                assert "I read: `/" in str(note)
            if (text, asked) != (plain, expected):
                different.append((who, sentence, text, plain))
    assert not different, "\n".join(map(str, different))


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_nothing_opens_to_an_outsider_or_a_guest(db: Contexts) -> None:
    """Whatever was learned, asked about Ben: who may not see a thing is refused as by its command."""
    different, kinds = [], set()
    for who, is_guest in ((CLEO, False), (BEN, True)):
        async with db.reading(replace(typed(who, "/pacer", ""), is_guest=is_guest)) as ctx:
            known = await load_names(ctx)
        for sentence in about_ben():
            decision = decide(tidied(sentence), known)
            command = written(decision.readings[0]) if decision.verdict is Verdict.answer else ""
            name, _, rest = command.partition(" ")
            kind = (is_guest, name, *re.sub("<@[^>]*>|[0-9-]+", "", rest).split()[:1])
            if not command or kind in kinds:
                continue
            kinds.add(kind)
            asked = replace(typed(who, "/pacer", sentence), is_guest=is_guest)
            plainly = replace(typed(who, name, rest), is_guest=is_guest)
            text, _ = await outcome(said_in_words(asked, db))
            plain, _ = await outcome(hand_on(CATALOG.commands[name], plainly, db, CATALOG.subcommands))
            if text != plain:
                different.append((who, sentence, text, plain))
    assert not different, "\n".join(map(str, different))
    assert len(kinds) > 30, kinds


async def said_in_words(asked: CommandRequest, db: Contexts) -> Response:
    """The answer to a sentence, whatever word it begins with."""
    return (await answer_sentence(asked, db)).response


def about_ben() -> list[str]:
    """Some learned sentences about each thing, with Ben for everybody whom they name."""
    people = "kavya|jamal|grace|fatima|emeka|hugo|dario|ana|ben"
    found: dict[str, list[str]] = {}
    for row in LEARNED:
        says = re.sub(rf"@?\b(?:{people})\b", f"<@{BEN}>", row["says"].lower())
        found.setdefault(row["intent"], []).append(says)
    return [says for sentences in found.values() for says in sentences[:4]]


async def test_nothing_is_written_by_words(db: Contexts) -> None:
    """What writes is a button; pressed, it opens a form with the words in it."""
    for sentence, action, within in (
        ("thank ben for the demo", "ask.thank", "the demo"),
        ("I won Acme for $48k", "ask.won", "Acme"),
        ("ask ben for feedback on my last call", "ask.type:0", "my last call"),
        ("give feedback to ben", "ask.type:0", BEN),
        ("set a goal: close 12 deals by 31 Dec", "goals.words", "close 12 deals"),
    ):
        response = await ask(db, ANA, sentence)
        assert isinstance(response, Ephemeral), sentence
        buttons = response.message.blocks[-1]["elements"]
        assert len(buttons) == 1, (sentence, buttons)
        (button,) = buttons
        assert button["action_id"] == action, sentence
        opened = await CATALOG.actions[action](pressed(ANA, action, button["value"]), db)
        assert isinstance(opened, OpenModal), sentence
        assert within in str(opened.view), (sentence, opened.view)


async def test_who_is_asked_back_or_told_so(db: Contexts) -> None:
    """What is not certain is asked; what is not known is said."""
    for who, sentence, expected in (
        (BEN, "what's the weather?", "I don't know"),
        (BEN, "how is bob doing?", "I know nobody called “bob”"),
        (BEN, "thanks!", "Any time."),
        (BEN, "who is blocked?", "You lead nobody."),
        (ANA, "who is blocked?", "nothing needs you"),
        (BEN, "what should I do today?", "nothing needs you"),
        (BEN, "delete my numbers", "Did you mean"),
        (BEN, "a" * 201, "Shorter, please"),
    ):
        response = await ask(db, who, sentence)
        assert isinstance(response, Ephemeral)
        assert expected in response.message.text, (sentence, response.message.text)


async def test_the_shortcut_is_answered_in_its_window(db: Contexts) -> None:
    """One field, and the answer in its place."""
    request = ShortcutRequest(
        workspace_id=NORTH,
        actor_id=BEN,
        now=NOW,
        key="s",
        callback_id="ask.shortcut",
        trigger_id="t",
        channel_id=None,
        message_ts=None,
        message_author_id=None,
        response_url=None,
    )
    opened = await CATALOG.shortcuts["ask.shortcut"].listener(request, db)
    assert isinstance(opened, OpenModal)
    (field,) = opened.view["blocks"]
    state = {
        field["block_id"]: {field["element"]["action_id"]: {"type": "plain_text_input", "value": "my goals"}}
    }
    (listener,) = [
        routes.submissions["ask.asked"] for routes in CATALOG.routes if "ask.asked" in routes.submissions
    ]
    asked = SubmissionRequest(
        workspace_id=NORTH,
        actor_id=BEN,
        now=NOW,
        key="v",
        callback_id="ask.asked",
        metadata="",
        view=opened.view,
        values=FormValues(state, opened.view["blocks"]),
        trigger_id="t",
    )
    answer = await listener(asked, db)
    assert isinstance(answer, UpdateModal)
    assert "I read: `/goal list mine`" in str(answer.view)


def event(who: str, text: str, **more: object) -> EventRequest:
    """A message to Pacer, or a mention."""
    kind = str(more.pop("type", "message"))
    told = {
        "type": kind,
        "user": who,
        "text": text,
        "channel": "D1",
        "ts": "1.2",
        "channel_type": "im",
        **more,
    }
    return EventRequest(
        workspace_id=NORTH, actor_id=who, now=NOW, key="event:1", type=kind, bot_user_id="UBOT", event=told
    )


async def delivered(db: Contexts) -> list[tuple[str, str, str]]:
    """Where answers to sentences went, and what they say."""
    async with db.reading(NORTH) as transaction:
        rows = await transaction.session.scalars(
            select(Delivery).where(Delivery.kind == "ask.answer").order_by(Delivery.id)
        )
        return [(row.target, row.dedupe_key, str(row.facts)) for row in rows]


async def told(db: Contexts, request: EventRequest) -> None:
    """Tells every feature of an event."""
    for routes in CATALOG.routes:
        listener = routes.events.get(request.type)
        if listener is not None:
            await listener(request, db)


async def test_a_direct_message_is_answered_once_in_its_thread(db: Contexts) -> None:
    """And a refusal is told as well; an edit and a file are no sentence."""
    await told(db, event(BEN, "show me my goals"))
    await told(db, event(BEN, "show me my goals"))
    await told(db, event(BEN, "show me my goals", ts="1.3", edited={"user": BEN}))
    await told(db, event(BEN, "", ts="1.4", subtype="file_share"))
    (answer,) = await delivered(db)
    assert answer[0] == "D1/1.2"
    assert "I read: `/goal list mine`" in answer[2]

    await told(db, event(CLEO, "how is ben doing?", ts="2.0"))
    assert "Only" in (await delivered(db))[-1][2]


async def test_a_mention_is_answered_to_who_asks_alone(db: Contexts) -> None:
    """A question; thanks are a kudos, and nothing is answered here."""
    await told(db, event(BEN, "<@UBOT> show me my goals", type="app_mention", channel="C0SALES"))
    (answer,) = await delivered(db)
    assert answer[0] == f"C0SALES//{BEN}"
    await told(
        db, event(BEN, f"<@UBOT> thanks <@{ANA}> for the demo", type="app_mention", channel="C0SALES", ts="3")
    )
    assert len(await delivered(db)) == 1


async def test_a_thread_goes_on_for_half_an_hour(db: Contexts) -> None:
    """ "and last month?" and "and grace?" change what they name; later they are a question of their own."""
    await told(db, event(ANA, "how is ben doing this quarter?"))
    await told(db, event(ANA, "and last month?", ts="1.3", thread_ts="1.2"))
    await told(db, event(ANA, "and Mate?", ts="1.4", thread_ts="1.2"))
    later = replace(event(ANA, "and ben?", ts="1.5", thread_ts="1.2"), now=NOW + timedelta(minutes=31))
    await told(db, later)
    shown = [facts for _, _, facts in await delivered(db)]
    assert [re.findall(r"I read: `([^`]*)`", each) for each in shown] == [
        ["/metrics @Ben this quarter"],
        ["/metrics @Ben last month"],
        ["/metrics @Mate last month"],
        [],
    ]


def test_no_button_holds_more_than_slack_takes() -> None:
    """What somebody wrote is cut between two signs."""
    long = filled(Reading(AskIntent.goal, free="&lt;" * 600))
    assert len(long) <= 1000
    assert long.endswith("&lt;")
