"""Fields of a form that are kept as they are typed. Pure."""

from collections.abc import Mapping

from bot.slack.blocks import INPUT_TEXT, Block, context, field_of, text_input

TYPED = "drafts.typed"


def kept_text(
    name: str,
    label: str,
    typed: Mapping[str, str],
    *,
    optional: bool = False,
    longest: int = INPUT_TEXT,
    placeholder: str = "",
) -> Block:
    """A text of several lines that tells what is typed in it; `typed` is what it begins with, by field."""
    element = text_input(
        TYPED, initial=typed.get(name, ""), multiline=True, longest=longest, placeholder=placeholder
    )
    element["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    return field_of(name, label, element, optional=optional) | {"dispatch_action": True}


def again(typed: Mapping[str, str]) -> list[Block]:
    """Says so where a form begins with what was typed before."""
    return [context("This is what you typed before.")] if any(typed.values()) else []
