"""Fields of a form that are kept as they are typed. Pure."""

from collections.abc import Mapping, Sequence

from bot.slack.blocks import INPUT_TEXT, Block, Element, context, field_of, select, text_input

TYPED = "drafts.typed"


def kept_text(
    name: str,
    label: str,
    typed: Mapping[str, str],
    *,
    optional: bool = False,
    longest: int = INPUT_TEXT,
    placeholder: str = "",
    multiline: bool = True,
) -> Block:
    """A text that tells what is typed in it; `typed` is what it begins with, by field."""
    element = text_input(
        TYPED, initial=typed.get(name, ""), multiline=multiline, longest=longest, placeholder=placeholder
    )
    element["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    return field_of(name, label, element, optional=optional) | {"dispatch_action": True}


def kept_choice(name: str, label: str, options: Sequence[Element], chosen: Element) -> Block:
    """A list that tells what is chosen from it."""
    return field_of(name, label, select(TYPED, options, initial=chosen)) | {"dispatch_action": True}


def again(typed: Mapping[str, str]) -> list[Block]:
    """Says so where a form begins with what was typed before."""
    return [context("This is what you typed before.")] if any(typed.values()) else []
