"""The bar with the next step for a newcomer."""

from bot.emulator.page.markup import button, esc, icon_button, tag
from bot.emulator.page.view_model import Scene, Tip


def next_tip(scene: Scene) -> Tip | None:
    """The step that is proposed to the acting person now; None for none."""
    tips = scene.seat.tips(scene.me) if scene.seat.tips else ()
    return tips[scene.seat.tip] if scene.seat.tip < len(tips) else None


def tip_html(scene: Scene) -> str:
    """The next step with its button; "" when there is none."""
    tip = next_tip(scene)
    if tip is None or scene.seat.tips is None:
        return ""
    number = len(scene.seat.tips(scene.me))
    words = [tag("span", esc(tip.words))] + ([" ", tag("code", esc(tip.fill))] if tip.fill else [])
    place = tag("span", f"{scene.seat.tip + 1} of {number}", class_="hint") if number > 1 else ""
    return tag(
        "div",
        tag("div", *words, class_="grow"),
        place,
        button(esc(tip.label), class_="btn btn-primary", data_event="tip", data_testid="tip-go"),
        icon_button("x", "Dismiss", data_event="dismiss-tips", data_testid="tips-dismiss"),
        class_="tip",
        role="note",
        data_testid="tip",
    )
