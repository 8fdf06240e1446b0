"""What no form of Pacer offers, sent as if it did, by somebody who writes requests of their own."""

import copy
from typing import Any

import pytest

from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor

from .goals_office import with_team
from .people import newest

GONE = "That is not offered any more: choose again."
# By the command that leads to the form, and the button that opens it ("" for the command itself).
FORMS = (
    ("/kudos", ""),
    ("/goal set", ""),
    ("/pacer calendar", "Change"),
    ("/pacer me", "Change"),
    ("/pacer schedules", "Change"),
    ("/metrics define", "Define a metric"),
    ("/metrics quota @ben", "Set a quota"),
    ("/pulse new", ""),
    ("/review new", ""),
    ("/feedback @ben", ""),
    ("/pacer celebrations", "How we celebrate"),
    ("/pacer checkins", "Change check-ins"),
    ("/leaderboard settings", "Change"),
)


def chosen_in(payload: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The options chosen in a submission, by block_id."""
    fields = payload["view"]["state"]["values"].items()
    found = {}
    for name, field in fields:
        element = next(iter(field.values()))
        options = [element.get("selected_option"), *(element.get("selected_options") or ())]
        found[name] = [option for option in options if option]
    return {name: options for name, options in found.items() if options}


async def submitted(stage: Stage, actor: Actor, command: str, button: str) -> dict[str, Any]:
    """The request that Slack sends when the form is submitted as it begins."""
    await actor.types(command)
    if button:
        await actor.clicks(button)
    assert actor.modal is not None, command
    values: dict[str, Any] = {}
    for block in actor.modal.blocks:
        if block["type"] == "input" and not block.get("optional"):
            element, label = block["element"], block["label"]["text"]
            if element["type"] == "multi_users_select":
                values[label] = ["ben"]
            elif element["type"] == "plain_text_input" and "initial_value" not in element:
                values[label] = "12"
    await actor.submits(values)
    told = [each for each in stage.emulator.world.traffic if each.kind == "view_submission"]
    return copy.deepcopy(told[-1].request)


@pytest.mark.parametrize(("command", "button"), FORMS)
async def test_a_choice_that_no_form_offers(stage: Stage, command: str, button: str) -> None:
    """Each choice of each form: the sentence beside its field, and never that something broke."""
    ana = stage.actor("ana").goes_to("#sales")
    await with_team(stage)
    payload = await submitted(stage, ana, command, button)
    door = stage.pacer.door
    names = [name for name in chosen_in(payload) if name not in ("private", "guests")]
    assert names
    for name in names:
        for crafted in ("99999", "-", "nonsense", "9" * 70):
            changed = copy.deepcopy(payload)
            changed["view"]["hash"] = f"1.{name}{crafted}"[:50]
            chosen_in(changed)[name][0]["value"] = crafted
            offered = str(payload["view"]["blocks"])
            if f"'value': '{crafted}'" in offered:
                continue
            response = await door.take(changed)
            assert GONE in response.body, (name, crafted, response.body)


async def test_a_long_kudos_is_given_back(stage: Stage) -> None:
    """And a long goal: the sentence, and the words, which Slack keeps nowhere else."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types(f"/kudos @ben {'great work ' * 100}")
    assert "At most 1,000 characters; this has 1,099." in newest(ana.sees())
    assert "great work great work" in newest(ana.sees())
    await ana.types(f"/goal set Close {'the deals of the north ' * 8}by 31 Dec")
    assert "150 is the most" in newest(ana.sees())
    assert "the deals of the north the deals" in newest(ana.sees())
