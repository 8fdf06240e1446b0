"""How much text a request may bring: more of it is refused before anything reads it."""

import re
from collections.abc import Mapping
from typing import Any

from bot.common.errors import BadInput
from bot.slack.blocks import INPUT_TEXT, Message, context, quotation, section
from bot.slack.requests import ActionRequest, CommandRequest, FormValues, Request, SubmissionRequest
from bot.slack.responses import Ephemeral, Response
from bot.slack.text import harmless, unescape

# In characters, as Slack advises for messages; a form's field (3,000) fits, with people before it.
LONGEST_TEXT = 4000
# A message of Slack has 50 blocks.
_MOST_BLOCKS = 48
_NAMED = re.compile(r"<@([UW][A-Z0-9]+)\|([^<>|]+)>")


class TooLong(BadInput):
    """More text than anything reads; the sentence names the count."""


def check_size(request: Request) -> None:
    """TooLong for a command, or for a field of a form, with more text than it takes."""
    if isinstance(request, CommandRequest):
        check_text(request.text)
    if isinstance(request, ActionRequest | SubmissionRequest):
        _check_fields(request.view or {}, request.values)


def check_text(text: str) -> None:
    """TooLong for more text (in its wire form) than a command or a mention takes."""
    count = len(unescape(text))
    if count > LONGEST_TEXT:
        raise TooLong(f"That is {count:,} characters, and {LONGEST_TEXT:,} are the most: write it shorter.")


def _check_fields(view: Mapping[str, Any], values: FormValues) -> None:
    for block in view.get("blocks") or ():
        element = block.get("element") or {}
        if element.get("type") == "plain_text_input":
            count, longest = len(values.text(block["block_id"])), element.get("max_length", INPUT_TEXT)
            if count > longest:
                sentence = f"That is {count:,} characters, and {longest:,} fit here: write it shorter."
                raise TooLong(sentence, field=block["block_id"])


def given_back(request: Request, refusal: TooLong) -> Response | None:
    """The sentence, and a command's words below it, so that they are not lost; None for other requests."""
    if not isinstance(request, CommandRequest):
        return None
    names = dict(_NAMED.findall(request.text))
    blocks = [section(str(refusal)), *quotation(harmless(request.text, names))]
    rest = [context("What comes after this is more than can be shown.")] if len(blocks) > _MOST_BLOCKS else []
    return Ephemeral(Message(str(refusal), [*blocks[:_MOST_BLOCKS], *rest]))
