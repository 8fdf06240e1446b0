"""What a person types, as Slack stores and sends it."""

import pytest

from bot.common.clock import SystemClock
from bot.demo.cast import build_world
from bot.emulator.protocol.mentions import as_command, as_message, rich_text
from bot.emulator.state.world import World


@pytest.fixture
def world() -> World:
    return build_world(SystemClock())


def test_names_become_ids_in_a_message(world: World) -> None:
    """@ben is Ben, with the punctuation left where it was; @here is everybody in the channel."""
    ben = world.named("ben")

    text = as_message(world, world.named("ana"), "@ben, @here: thanks @ben. And @bob?")

    assert text == f"<@{ben.id}>, <!here>: thanks <@{ben.id}>. And @bob?"


def test_mail_addresses_are_no_mentions(world: World) -> None:
    """The @ in the middle of a word names nobody."""
    assert as_message(world, world.named("ana"), "mail me@ben or x#sales") == "mail me@ben or x#sales"


def test_special_characters_are_escaped(world: World) -> None:
    """& < > typed by a person never become markup."""
    text = as_message(world, world.named("ana"), "<@U123> & <!channel> 1 > 0")

    assert text == "&lt;@U123&gt; &amp; &lt;!channel&gt; 1 &gt; 0"


def test_channels_and_links(world: World) -> None:
    """#sales and addresses become tokens; a private channel only for its members."""
    sales = world.channel_named("sales")
    leads = world.channel_named("sales-leads")

    text = as_message(world, world.named("ana"), "see #sales and https://acme.example/x?a=1&b=2.")
    assert text == f"see <#{sales.id}|sales> and <https://acme.example/x?a=1&amp;b=2>."
    assert as_message(world, world.named("ana"), "#sales-leads") == f"<#{leads.id}|>"
    assert as_message(world, world.named("cleo"), "#sales-leads") == "#sales-leads"


def test_commands_follow_should_escape(world: World) -> None:
    """With should_escape a command carries ids, with or without the name; without it, what was typed."""
    ana, ben = world.named("ana"), world.named("ben")

    assert as_command(world, ana, " @ben  a & b ", escape=True) == f"<@{ben.id}|ben>  a &amp; b"
    assert as_command(world, ana, "@ben", escape=True, labels=False) == f"<@{ben.id}>"
    assert as_command(world, ana, "@ben a & b", escape=False) == "@ben a &amp; b"


def test_people_of_another_workspace_are_not_known(world: World) -> None:
    """A handle only means somebody of one's own workspace."""
    assert as_message(world, world.named("ana"), "@noor") == "@noor"


def test_rich_text_of_a_message() -> None:
    """A typed message also carries its rich_text block, with the text unescaped."""
    (block,) = rich_text("a &amp; <@U1> <#C1|sales> <!here> :tada: <https://x.example>")

    kinds = [element["type"] for element in block["elements"][0]["elements"] if element["type"] != "text"]
    assert kinds == ["user", "channel", "broadcast", "emoji", "link"]
    assert block["elements"][0]["elements"][0] == {"type": "text", "text": "a & "}
