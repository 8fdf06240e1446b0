"""Builds HTML from trusted tags and untrusted text."""

from html import escape

VOID = frozenset({"br", "hr", "img", "input"})


def esc(words: str) -> str:
    """The text escaped for HTML content and quoted attributes."""
    return escape(words, quote=True)


def tag(name: str, /, *inner: str, **attributes: str | int | bool | None) -> str:
    """An element around `inner`, which is HTML already.

    Attribute names lose a trailing underscore and turn the others into dashes (`class_`, `data_ts`).
    Values are escaped; True is a bare attribute, None and False leave it out.
    """
    opening = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return opening if name in VOID else f"{opening}{''.join(inner)}</{name}>"


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{esc(str(value))}"'


def icon(name: str) -> str:
    """An icon of `icons.css`, hidden from screen readers."""
    return f'<i class="ic ic-{name}" aria-hidden="true"></i>'


def button(*inner: str, **attributes: str | int | bool | None) -> str:
    """A button of type "button", which submits no form."""
    return tag("button", *inner, type="button", **attributes)


def icon_button(name: str, label: str, **attributes: str | int | bool | None) -> str:
    """A button that shows only an icon and says its label to screen readers and as a tooltip."""
    attributes.setdefault("class_", "icon-button")
    return button(icon(name), aria_label=label, title=label, **attributes)
