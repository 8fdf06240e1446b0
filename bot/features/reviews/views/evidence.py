"""The evidence, in the window in which a part is written; pure.

It replaces the form and gives it back: Slack stacks at most three windows, and the form may be the third.
"""

from typing import Any

from bot.features.evidence.rules import EvidenceItem
from bot.features.evidence.views import words_of
from bot.features.reviews.rules.drafting import heads_of
from bot.features.reviews.rules.facts import DraftEvidence
from bot.framework.pager import NEWER_OLDER, Page, pager_blocks
from bot.slack.blocks import Block, actions, button, context, modal, section
from bot.slack.text import escape

GROUND, BACK = "reviews.ground", "reviews.back"
PAGE = 20


def evidence_view(ground: DraftEvidence, shown: Page[EvidenceItem]) -> dict[str, Any]:
    """One page of evidence, newest first, with the button back to the form."""
    part_id, stream = ground.part.id, ground.stream
    heads = heads_of([each for each in stream.items if each.key in ground.shared], stream.days)
    blocks: list[Block] = [
        actions(button("Back to writing", BACK, value=str(part_id), style="primary")),
        context("In which line of the draft each stands is said behind it. `/pacer evidence` opens each."),
        *(section(_line(item, ground, heads.get(item.key, ""))) for item in shown.rows),
    ]
    if not shown.rows:
        blocks.append(section("Nothing was written down in these days."))
    blocks += pager_blocks(shown, GROUND, lambda number: f"{part_id} {number}", NEWER_OLDER)
    return modal("reviews.evidence", "On record", blocks, close="Keep for later", metadata=str(part_id))


def _line(item: EvidenceItem, ground: DraftEvidence, head: str) -> str:
    words = f"{words_of(item, ground.stream.days)} [{item.key}]"
    if item.key in ground.shared:
        return f"{words} · _{escape(head)}_" if head else words
    other = "your manager" if ground.part.author_id == ground.review.person_id else "they"
    return f"{words} · :lock: {other} cannot see this"
