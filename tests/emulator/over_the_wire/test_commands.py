"""Slash commands over the wire: what the app gets, what its ack shows, what is told when it fails."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
from slack_sdk.errors import SlackApiError

from .stage import Stage

Ack = Callable[..., Awaitable[Any]]


async def test_the_ack_answers_the_person_alone(stage: Stage) -> None:
    """A text in the ack is seen by the person who typed, and by nobody else."""
    seen: list[dict[str, Any]] = []

    @stage.app.command("/kudos")
    async def kudos(ack: Ack, command: dict[str, Any]) -> None:
        seen.append(command)
        await ack("Thanked.")

    ana, ben = stage.actor("ana"), stage.actor("ben")
    outcome = await ana.types("/kudos  @ben closed <Acme> & Co ")

    assert (outcome.ok, outcome.text) == (True, "Thanked.")
    assert seen[0]["text"] == f"<@{ben.user.id}|ben> closed &lt;Acme&gt; &amp; Co"
    assert (seen[0]["channel_name"], seen[0]["user_name"], seen[0]["team_domain"]) == (
        "sales",
        "ana",
        "northwind",
    )
    assert ana.sees()[-1].text == "Thanked."
    assert "Thanked." not in [message.text for message in ben.sees()]
    assert [(e.kind, e.name, e.outcome) for e in outcome.exchanges] == [("command", "/kudos", "acked")]


async def test_the_ack_may_speak_to_the_channel(stage: Stage) -> None:
    """in_channel in the ack is a message for all."""

    @stage.app.command("/kudos")
    async def kudos(ack: Ack) -> None:
        blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "*Well done*"}}]
        await ack(response_type="in_channel", text="Well done", blocks=blocks)

    await stage.actor("ana").types("/kudos @ben")

    message = stage.actor("ben").sees()[-1]
    assert (message.text, message.blocks[0]["type"], message.ephemeral_to) == ("Well done", "section", None)


async def test_an_empty_ack_shows_nothing(stage: Stage) -> None:
    """An ack without a body leaves the channel as it was."""

    @stage.app.command("/kudos")
    async def kudos(ack: Ack) -> None:
        await ack()

    ana = stage.actor("ana")
    before = len(ana.sees())

    outcome = await ana.types("/kudos")

    assert outcome.ok
    assert len(ana.sees()) == before


async def test_names_stay_as_typed_without_should_escape(stage: Stage) -> None:
    """A command whose manifest does not ask for ids gets @ben as it was typed."""

    @stage.app.command("/plain")
    async def plain(ack: Ack, command: dict[str, Any]) -> None:
        await ack(command["text"])

    assert (await stage.actor("ana").types("/plain @ben")).text == "@ben"


async def test_a_command_that_is_never_acknowledged(stage: Stage) -> None:
    """The person reads operation_timeout when no ack comes within the limit."""
    stage.emulator.delivery.ack_limit_s = 0.05
    too_late = asyncio.Event()

    @stage.app.command("/kudos")
    async def kudos(ack: Ack) -> None:
        await too_late.wait()
        await ack()

    outcome = await stage.actor("ana").types("/kudos @ben")
    too_late.set()

    assert outcome.error == '/kudos failed with the error "operation_timeout"'
    assert outcome.exchanges[0].outcome == "no ack in 3 s"


async def test_a_command_that_nobody_handles(http_stage: Stage) -> None:
    """A 404 from the app is a failed dispatch."""
    outcome = await http_stage.actor("ana").types("/kudos @ben")

    assert outcome.error == '/kudos failed with the error "dispatch_failed"'


async def test_a_command_that_breaks_the_app(http_stage: Stage) -> None:
    """A 500 from the app is an error of its service."""

    @http_stage.app.command("/kudos")
    async def kudos(ack: Ack) -> None:
        raise RuntimeError("broken")

    outcome = await http_stage.actor("ana").types("/kudos @ben")

    assert outcome.error == '/kudos failed with the error "http_service_error"'


async def test_what_slack_refuses_by_itself(stage: Stage) -> None:
    """Unknown commands, commands in threads and places one has not joined never reach the app."""
    ana, cleo = stage.actor("ana"), stage.actor("cleo")
    thread = ana.sees()[-1].ts

    unknown = await ana.types("/nothing at all")
    threaded = await ana.types("/kudos @ben", thread_ts=thread)
    outside = await cleo.goes_to("#sales").types("/kudos @ben")

    assert unknown.error is not None
    assert unknown.error.startswith("/nothing is not a valid command.")
    assert threaded.error == "/kudos is not supported in threads. Sorry!"
    assert outside.error == "You need to join #sales before you can write there."
    assert not stage.emulator.world.traffic or all(e.kind == "api" for e in stage.emulator.world.traffic)


async def test_a_response_url_is_good_for_five_answers(stage: Stage) -> None:
    """The sixth answer to a response_url is refused, and so is one after 30 minutes."""
    urls: list[str] = []

    @stage.app.command("/kudos")
    async def kudos(ack: Ack, command: dict[str, Any]) -> None:
        urls.append(command["response_url"])
        await ack()

    ana = stage.actor("ana")
    await ana.types("/kudos one")
    await ana.types("/kudos two")
    async with httpx.AsyncClient() as http:
        statuses = [(await http.post(urls[0], json={"text": f"{n}"})).status_code for n in range(6)]
        stage.capabilities.move_by(timedelta(minutes=31))
        late = await http.post(urls[1], json={"text": "late"})

    assert statuses == [200] * 5 + [404]
    assert late.status_code == 404
    assert [message.text for message in ana.sees()[-5:]] == ["0", "1", "2", "3", "4"]


async def test_a_late_trigger_opens_nothing(stage: Stage) -> None:
    """A trigger_id is good for three seconds."""
    errors: list[str] = []

    @stage.app.command("/kudos")
    async def kudos(ack: Ack, command: dict[str, Any], client: Any) -> None:
        stage.capabilities.move_by(timedelta(seconds=4))
        view = {"type": "modal", "title": {"type": "plain_text", "text": "Late"}, "blocks": []}
        try:
            await client.views_open(trigger_id=command["trigger_id"], view=view)
        except SlackApiError as refused:
            errors.append(refused.response["error"])
        await ack()

    ana = stage.actor("ana")
    await ana.types("/kudos")

    assert errors == ["expired_trigger_id"]
    assert ana.modal is None
