"""What is given stays right: undo, boards, settings, text of every kind, and deliveries that go wrong."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.deliveries.models import Delivery
from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.features.kudos.models import Kudos
from bot.slack.text import plain
from tests.stories.people import newest, received


async def kudos_recorded(stage: Stage) -> int:
    """How many kudos there are."""
    async with stage.pacer.db.reading(NORTHWIND) as transaction:
        return int(await transaction.session.scalar(select(func.count(Kudos.id))) or 0)


async def test_undo_is_for_the_giver_for_ten_minutes_and_for_admins(stage: Stage) -> None:
    """Points return, the shout-out and the note go; later only an admin can."""
    ben, ana = stage.actor("ben").goes_to("#sales"), stage.actor("ana").goes_to("#sales")
    await ben.types("/kudos @dario +2 the best handover")
    assert any("thanked you" in m.text for m in stage.actor("dario").sees("@Pacer"))

    assert "3 points" not in (await ben.types("/kudos undo")).text
    assert await received(stage, "dario") == 0
    assert not any("thanked you" in m.text for m in stage.actor("dario").sees("@Pacer"))
    assert "have not given" in (await ben.types("/kudos undo")).text

    await ben.types("/kudos @dario once more")
    await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(minutes=11))
    assert "within 10 minutes" in (await ben.types("/kudos undo")).text
    assert await received(stage, "dario") == 1

    await ana.types("/kudos @dario from me")
    await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(hours=3))
    await ana.clicks("Undo")
    assert await received(stage, "dario") == 1


async def test_boards_by_words_and_by_buttons(stage: Stage) -> None:
    """Every period, both sides, one person's place; a button turns the board where it stands."""
    ana, ben = stage.actor("ana").goes_to("#sales"), stage.actor("ben").goes_to("#sales")
    await ana.types("/kudos @ben +3 closed Acme")
    await ben.types("/kudos @grace +2 the one-pager")

    await ana.types("/kudos top this week")
    assert "Most thanked · This week" in newest(ana.sees())
    assert "You have no points in this period yet" in newest(ana.sees())
    shown = len(ana.sees())
    await ana.clicks("All time")
    assert "Most thanked · All time" in newest(ana.sees())
    await ana.clicks("Givers")
    assert "Most generous · All time" in newest(ana.sees())
    assert "You are number 1 with 3 points" in newest(ana.sees())
    assert len(ana.sees()) == shown

    await ana.types("/kudos top @grace")
    assert "Grace Kim is number 2 with 2 points. 1 point more" in newest(ana.sees())
    await ana.types("/kudos top last month")
    assert "No kudos in this period yet" in newest(ana.sees())
    assert "no such board" in (await ana.types("/kudos top of the pops")).text


async def test_settings_are_for_admins_and_take_effect(stage: Stage) -> None:
    """A wrong value stays beside its field and changes nothing; what is saved holds at once."""
    ana, ben = stage.actor("ana").goes_to("#sales"), stage.actor("ben").goes_to("#sales")
    assert "Only an admin" in (await ben.types("/pacer settings")).text

    await ana.types("/pacer settings")
    await ana.submits({"Points a day for a rep": "many", "Company values": "#grit"})
    assert ana.modal is not None
    assert ana.modal.errors.keys() == {"allowance_rep"}
    await ana.submits(
        {
            "Channel for shout-outs": "#wins",
            "Emoji that gives a point as a reaction": ":taco:",
            "Points a day for a rep": "0",
            "Points a day for a manager": "7",
            "Shortest reason (characters)": "10",
            "Managers": ["ana"],
            "Time zone": "Mars/Olympus",
        }
    )
    assert ana.modal.errors.keys() == {"zone"}
    await ana.submits({"Time zone": "Europe/Paris"})
    assert "Saved" in str(ana.modal.blocks)

    assert "At least 10 characters" in (await ana.types("/kudos @ben too few")).text
    assert "6 of 7" in (await ana.types("/kudos @ben enough words now #grit")).text
    assert "thanks Ben Walker" in ben.sees("#wins")[-1].text
    assert "no kudos to give" in (await ben.types("/kudos @ana thanks for that one")).text
    await ana.reacts("taco", next(m for m in ana.sees("#sales") if m.user_id == ben.user.id))
    assert await received(stage, "ben") == 2


async def test_everything_delivered_twice_is_recorded_once(stage: Stage) -> None:
    """Commands, submissions, clicks, reactions and mentions."""
    stage.emulator.faults.deliver_twice = True
    ana, ben = stage.actor("ana").goes_to("#sales"), stage.actor("ben").goes_to("#sales")
    message = next(m for m in ana.sees() if m.user_id == ben.user.id)

    await ana.types("/kudos @ben by command")
    await ana.types("/kudos")
    await ana.submits({"Who?": ["ben"], "What for?": "by form"})
    await ana.reacts("raised_hands", message)
    await ana.types("@Pacer @ben by mention")
    assert await received(stage, "ben") == await kudos_recorded(stage) == 4

    await ana.types("/kudos undo")
    assert await received(stage, "ben") == 3
    posts = [m for m in ben.sees() if "thanks Ben Walker" in m.text]
    assert len(posts) == 2


async def test_an_event_whose_first_delivery_is_lost_comes_again(stage: Stage) -> None:
    """Slack tries again, and it counts once."""
    stage.emulator.faults.lose_first = True
    ana, ben = stage.actor("ana").goes_to("#sales"), stage.actor("ben")
    message = next(m for m in ana.sees() if m.user_id == ben.user.id)

    await ana.reacts("raised_hands", message)
    await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(minutes=10))

    assert await received(stage, "ben") == 1


async def test_a_slow_slack_delays_no_answer(stage: Stage) -> None:
    """With every API call at 100 ms, the answer comes before the first call; the modal opens in time."""
    stage.emulator.faults.api_latency_ms = 100
    ana = stage.actor("ana").goes_to("#sales")

    await ana.types("/kudos @ben closed Acme")
    await ana.types("/kudos")

    assert ana.modal is not None
    traffic = list(stage.emulator.world.traffic)
    asked = [e for e in traffic if e.direction == "to app" and e.kind == "command"]
    assert all(e.ok for e in asked)
    first_post = next(i for i, e in enumerate(traffic) if e.name == "chat.postMessage")
    assert traffic.index(asked[0]) < first_post


@pytest.mark.parametrize("fault", ["rate_limit_every", "server_error_every"])
async def test_what_slack_refuses_for_now_arrives_in_the_end_once(stage: Stage, fault: str) -> None:
    """429 and 5xx: the shout-out and the note come later, each once."""
    setattr(stage.emulator.faults, fault, 2)
    ana, ben = stage.actor("ana").goes_to("#sales"), stage.actor("ben").goes_to("#sales")

    await ana.types("/kudos @ben closed Acme")
    for _ in range(5):
        await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(minutes=1))

    assert sum("thanks Ben Walker" in m.text for m in ben.sees()) == 1
    assert sum("thanked you" in m.text for m in ben.sees("@Pacer")) == 1
    async with stage.pacer.db.reading(NORTHWIND) as transaction:
        assert set(await transaction.session.scalars(select(Delivery.state))) == {"sent"}


NASTY = [
    "the payload fix, payload=1 & payload",
    "a & b &amp; c + d %20 100%",
    "谢谢你 🎉 :tada: naïve ‮rtl‬ zero​width",
    "two\nlines\n\nand a third",
    "<!channel> <!here> @channel look",
    "see https://acme.example/?a=1&b=2 and <https://x.example|x>",
    "`code` ```fence *bold* _it_ ~no~",
    "<script>alert(1)</script>",
    "quotes “ ” ' \" \\ {} {{x}} ${y}",
]


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
async def test_text_of_every_kind(stage: Stage, words: str) -> None:
    """Kept as typed, shown without pinging anybody."""
    ana, ben = stage.actor("ana").goes_to("#sales"), stage.actor("ben")

    outcome = await ana.types(f"/kudos @ben {words}")

    assert "4 of 5" in outcome.text
    async with stage.pacer.db.reading(NORTHWIND) as transaction:
        assert plain(str(await transaction.session.scalar(select(Kudos.reason))), {}) == words
    for message in (ben.sees("#sales")[-1], ben.sees("@Pacer")[-1]):
        assert "<!" not in f"{message.text}{message.blocks}"
        assert "<@" not in f"{message.text}{message.blocks}"


async def test_logs_tell_no_secret_and_no_words(log: io.StringIO, stage: Stage) -> None:
    """A whole run at DEBUG: no token, signing secret, response address, trigger or text of a kudos."""
    ana = stage.actor("ana").goes_to("#sales")
    stage.emulator.faults.server_error_every = 3
    await ana.types("/kudos @ben an unmistakable sentence")
    await ana.types("/kudos @ben")
    await ana.types("/kudos")
    await ana.submits({"Who?": ["ben"], "What for?": "an unmistakable sentence"})
    await ana.types("@Pacer @ben an unmistakable sentence")

    told, app = log.getvalue(), stage.emulator.world.app
    assert "request.answered" in told
    secrets = [
        app.app_token,
        app.signing_secret,
        app.client_secret,
        stage.emulator.world.teams[NORTHWIND].token,
    ]
    sent = [str(e.request) for e in stage.emulator.world.traffic if e.direction == "to app"]
    assert any("trigger_id" in request for request in sent)
    for hidden in ("unmistakable", "/response/", "trigger_id", "xoxb-", "xapp-", *secrets):
        assert str(hidden) not in told


@pytest.mark.parametrize(
    "words", ["& " * 490, "\n".join("<>&" * 100)[:990], "word " * 190], ids=["&", "lines", "words"]
)
async def test_a_long_reason_is_shown_whole(stage: Stage, words: str) -> None:
    """A thousand characters that grow when they are escaped still fit into the post and the note."""
    ana, ben = stage.actor("ana").goes_to("#sales"), stage.actor("ben")

    await ana.types(f"/kudos @ben {words.strip()} end")

    for message in (ben.sees("#sales")[-1], ben.sees("@Pacer")[-1]):
        assert "thank" in message.text
        assert "end" in str(message.blocks)
