"""Schemas of cards, carousels, alerts, tasks and plans."""

from bot.emulator.block_kit.elements import BUTTON
from bot.emulator.block_kit.layout import NAMED
from bot.emulator.block_kit.limits import figure, limit
from bot.emulator.block_kit.objects import PICTURE, words
from bot.emulator.block_kit.rich_text import WRITTEN
from bot.emulator.block_kit.values import Fields, Kinds, Shape, array, either, not_both, one_of, text

_CARD = Shape(
    {},
    {
        **NAMED,
        "hero_image": PICTURE,
        "icon": PICTURE,
        "slack_icon": Shape({"name": text()}, {"type": one_of("icon")}),
        "title": words(limit("blocks.card.title")),
        "subtitle": words(limit("blocks.card.subtitle")),
        "body": words(limit("blocks.card.body")),
        "subtext": words(limit("blocks.card.subtext")),
        "actions": array(BUTTON, limit("blocks.card.actions")),
    },
    (either(*figure("blocks.card.needs_one_of")), not_both("icon", "slack_icon")),
)
_SOURCE = Kinds({"url": Shape({"url": text(), "text": text()})})
_TASK: Fields = {"task_id": text(), "title": text()}
_TASK_MORE: Fields = {**NAMED, "details": WRITTEN, "output": WRITTEN, "sources": array(_SOURCE)}


def _task(statuses: str) -> Shape:
    status = one_of(*figure(f"blocks.task_card.{statuses}"))
    return Shape({**_TASK, "status": status}, _TASK_MORE)


_PLANNED = Kinds({"task_card": _task("status_in_plan")})

CARDS: dict[str, Shape] = {
    "alert": Shape(
        {"text": words(limit("blocks.alert.text"))},
        {**NAMED, "level": one_of("default", "info", "warning", "error", "success")},
    ),
    "card": _CARD,
    "carousel": Shape({"elements": array(Kinds({"card": _CARD}), limit("blocks.carousel.elements"))}, NAMED),
    "plan": Shape({"title": text()}, {**NAMED, "tasks": array(_PLANNED, limit("blocks.plan.tasks"))}),
    "task_card": _task("status_top_level"),
}
