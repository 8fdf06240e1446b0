"""Limits on the text of requests, checked before a listener reads it."""

import re
from collections.abc import Mapping
from typing import Any

from bot.common.errors import TooLong
from bot.slack.blocks import INPUT_TEXT, Message, context, quotation, section
from bot.slack.form_values import FormValues
from bot.slack.requests import ActionRequest, CommandRequest, Request, SubmissionRequest
from bot.slack.responses import Ephemeral, Response
from bot.slack.text import harmless, unescape

# In characters, as Slack advises for messages; a form's field (3,000) fits, with people before it.
LONGEST_TEXT = 4000
# A message of Slack has 50 blocks.
_MOST_BLOCKS = 48
_NAMED = re.compile(r"<@([UW][A-Z0-9]+)\|([^<>|]+)>")


def check_size(request: Request) -> None:
    """TooLong for a command, or a field of a form, with too much text."""
    if isinstance(request, CommandRequest):
        check_text(request.text)
    if isinstance(request, ActionRequest | SubmissionRequest):
        _check_fields(request.view or {}, request.values)


def check_text(text: str) -> None:
    """TooLong for text in wire form of more than 4,000 characters, counted unescaped."""
    count = len(unescape(text))
    if count > LONGEST_TEXT:
        raise TooLong(f"That is {count:,} characters, and {LONGEST_TEXT:,} are the most: write it shorter.")


def _check_fields(view: Mapping[str, Any], values: FormValues) -> None:
    for block in view.get("blocks") or ():
        element = block.get("element") or {}
        if element.get("type") == "plain_text_input":
            count, longest = len(values.words_of(block["block_id"])), element.get("max_length", INPUT_TEXT)
            if count > longest:
                sentence = f"At most {longest:,} characters; this has {count:,}."
                raise TooLong(sentence, field=block["block_id"])


def given_back(request: Request, refusal: TooLong) -> Response | None:
    """The refusal with the words of the command below, so that they are not lost; None for other requests."""
    if not isinstance(request, CommandRequest):
        return None
    names = dict(_NAMED.findall(request.text))
    blocks = [section(str(refusal)), *quotation(harmless(request.text, names))]
    rest = [context("What comes after this is more than can be shown.")] if len(blocks) > _MOST_BLOCKS else []
    return Ephemeral(Message(str(refusal), [*blocks[:_MOST_BLOCKS], *rest]))
