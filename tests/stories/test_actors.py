"""Who may not act: bots and workflows, people of another workspace, guests, who left."""

import pytest

from bot.demo.cast import CONTOSO, NORTHWIND, add_contoso
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.client.outsiders import add_guest, change_member, post_as_app, share
from bot.emulator.protocol.envelopes import AppResponse, Envelope
from bot.emulator.protocol.payloads import slash_command
from bot.emulator.state.world import Channel, User
from tests.stories.people import newest, received

FOREIGN = "You belong to another workspace"


def sales(stage: Stage) -> Channel:
    """Where Ana's team talks."""
    return stage.emulator.world.channel_named("sales", NORTHWIND)


def everything_said(stage: Stage) -> list[str]:
    """All messages of the emulator, ephemeral ones too."""
    channels = stage.emulator.world.channels.values()
    return [f"{message.text} {message.blocks}" for channel in channels for message in channel.messages]


def a_stranger(stage: Stage) -> Actor:
    """Owen of Contoso, in a channel that both companies share; Pacer is not installed at Contoso."""
    world = stage.emulator.world
    team = add_contoso(world)
    team.token = None
    del world.users[team.bot_user_id]
    share(world, sales(stage), world.named("owen", CONTOSO))
    return stage.actor("owen", CONTOSO).goes_to("#sales")


async def arrives(stage: Stage, user: User, command: str, text: str) -> AppResponse:
    """A command comes in all the same: it was on its way, or Slack let it through."""
    emulator, channel = stage.emulator, sales(stage)
    payload = slash_command(
        emulator.world,
        user,
        channel,
        command,
        text,
        trigger_id=emulator.interactions.new_trigger(user.id),
        response_url=emulator.response_url(user, channel.id),
    )
    payload["team_id"] = NORTHWIND
    answer, _ = await emulator.delivery.send(Envelope("slash_commands", "command", command, payload))
    await emulator.settled()
    return answer


@pytest.mark.parametrize("is_workflow", [True, False])
@pytest.mark.parametrize("words", ["@grace great catch", "private @grace great catch", "me", "help"])
async def test_a_bot_gives_nothing_and_nothing_is_posted(stage: Stage, words: str, is_workflow: bool) -> None:
    """A workflow or another bot mentions Pacer: no point, no word, to nobody."""
    oncall = stage.emulator.world.named("oncall", NORTHWIND)
    sales(stage).members.add(oncall.id)
    before = everything_said(stage)

    outcome = await post_as_app(
        stage.emulator, sales(stage), f"@pacer {words}", None if is_workflow else oncall
    )

    assert "app_mention" in [each.name for each in outcome.exchanges]
    assert len(everything_said(stage)) == len(before) + 1, "its own message, and no other"
    assert await received(stage, "grace") == 0


async def test_a_stranger_gets_one_calm_sentence(stage: Stage) -> None:
    """By command, mention and reaction; nobody else sees it, and nothing is given."""
    owen = a_stranger(stage)
    assert "not a valid command" in str((await owen.types("/kudos @grace great call")).error)
    answer = await arrives(stage, owen.user, "/kudos", f"<@{stage.actor('grace').user.id}> great call")
    assert answer.body is not None
    assert FOREIGN in answer.body["text"]
    assert answer.body["response_type"] == "ephemeral"

    await owen.types("@pacer @grace great call")
    ephemeral = owen.sees()[-1]
    assert FOREIGN in ephemeral.text
    assert ephemeral.ephemeral_to == owen.user.id

    said = next(message for message in owen.sees() if message.user_id == stage.actor("ben").user.id)
    before = len(everything_said(stage))
    await owen.reacts("tada", said)
    assert len(everything_said(stage)) == before, "of any other emoji nothing is said"
    await owen.reacts("raised_hands", said)
    assert owen.sees()[-1].ephemeral_to == owen.user.id
    assert FOREIGN in owen.sees()[-1].text

    await stage.actor("ana").goes_to("#sales").types("@pacer @owen thanks for the introduction")
    assert "Owen Price is of another workspace" in stage.actor("ana").sees("#sales")[-1].text
    assert (await received(stage, "grace"), await received(stage, "ben")) == (0, 0)


async def test_a_guest_gives_once_an_admin_has_opened_kudos(stage: Stage) -> None:
    """Before: their own, and a sentence. After: kudos; boards and the others' things stay closed."""
    user = add_guest(stage.emulator.world, NORTHWIND, "gina", "Gina Rossi", sales(stage))
    gina, ana = stage.actor("gina"), stage.actor("ana").goes_to("#sales")
    closed = "kudos are not open to guests"
    said = next(message for message in gina.sees() if message.user_id == stage.actor("ben").user.id)

    assert closed in (await gina.types("/kudos @ben saved my day")).text
    assert closed in (await gina.types("/kudos")).text or closed in newest(gina.sees())
    await gina.types("@pacer @ben saved my day")
    assert closed in gina.sees()[-1].text
    await gina.reacts("raised_hands", said)
    assert closed in gina.sees()[-1].text
    await gina.unreacts("raised_hands", said)
    assert await received(stage, "ben") == 0
    assert "You received 0 points" in (await gina.types("/kudos me")).text
    assert "Give kudos" not in newest(gina.sees())
    await gina.opens_home()
    assert gina.home is not None
    assert "Give kudos" not in str(gina.home.blocks)

    await ana.types("/kudos @gina quick answers all week")
    assert await received(stage, "gina") == 1
    await ana.types("/pacer settings")
    await ana.submits({"Guests": ["Guests may thank people too"]})

    assert "Ben Walker" in (await gina.goes_to("#sales").types("/kudos @ben saved my day")).text
    await gina.reacts("raised_hands", said)
    assert await received(stage, "ben") == 2
    for other in (
        "/kudos top",
        "/kudos values",
        "/leaderboard",
        "/metrics",
        "/pacer teams",
        "/feedback @ben",
    ):
        assert "guests see only what is their own" in (await gina.types(other)).text, other
    await gina.opens_home()
    assert "Give kudos" in str(gina.home.blocks)
    assert "Grace" not in str(gina.home.blocks)
    assert user.is_restricted


async def test_who_left_can_do_nothing_more(stage: Stage) -> None:
    """An admin is deactivated while a command of theirs is on its way."""
    ana = stage.actor("ana")
    await change_member(stage.emulator, ana.user, deleted=True)

    for command, text in (
        ("/pacer", "settings"),
        ("/pacer", "deliveries"),
        ("/kudos", "me"),
        ("/goal", "list"),
    ):
        answer = await arrives(stage, ana.user, command, text)
        assert answer.body is not None, command
        assert "deactivated" in answer.body["text"]
    assert ana.modal is None


async def test_a_form_that_outlives_its_admin_changes_nothing(stage: Stage) -> None:
    """It was opened before they left: the sentence stands in it, and the settings stay."""
    ana, world = stage.actor("ana").goes_to("#sales"), stage.emulator.world
    await ana.types("/pacer settings")
    await change_member(stage.emulator, ana.user, deleted=True)

    await ana.submits({"Guests": ["Guests may thank people too"]})

    assert ana.modal is not None
    assert "deactivated" in str(ana.modal.errors)
    add_guest(world, NORTHWIND, "gina", "Gina Rossi", sales(stage))
    assert "not open to guests" in (await stage.actor("gina").types("/kudos @ben saved my day")).text


async def test_a_guest_sends_a_file(stage: Stage) -> None:
    """It is not read; the guest hears why in the direct message."""
    add_guest(stage.emulator.world, NORTHWIND, "gina", "Gina Rossi", sales(stage))
    gina = stage.actor("gina")

    await gina.uploads("deals.csv", b"deal,amount,owner\n1,5,ben\n", to="@Pacer")

    assert "guests see only what is their own" in newest(gina.sees("@Pacer"))


async def test_who_is_not_known_yet_is_looked_up(stage: Stage) -> None:
    """Somebody joins, and acts before any event or sync has told of them: by their own name, at once."""
    world = stage.emulator.world
    world.users["U0NEWTON99"] = User("U0NEWTON99", NORTHWIND, "nina", "Nina Newton", tz="Europe/Rome")
    sales(stage).members.add("U0NEWTON99")

    await stage.actor("nina").goes_to("#sales").types("/kudos @ben showed me around")

    assert await received(stage, "ben") == 1
    assert "Nina Newton" in stage.actor("hugo").sees("#sales")[-1].text
