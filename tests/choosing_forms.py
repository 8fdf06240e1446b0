"""All forms in which something is chosen, and how a crafted submission of each looks."""

from collections.abc import Iterator
from typing import Any

from bot.framework.forms.choices import CheckField, ChoiceField, ChoicesField
from bot.framework.forms.field import Each
from bot.framework.forms.form import Form
from bot.registry import FEATURES
from bot.slack.blocks import option

_WITH_OPTIONS = (ChoiceField, ChoicesField, CheckField)
FORGED, _OFFERED = option("Any", "forged"), option("Any", "offered")


def _forms(base: type[Form[Any]] = Form) -> Iterator[type[Form[Any]]]:
    for form in base.__subclasses__():
        if form.__module__.startswith("bot.features.") and hasattr(form, "callback_id"):
            yield form
        yield from _forms(form)


def choices(form: type[Form[Any]]) -> list[str]:
    """Block ids of the form's fields with options; the first of those that there are several of."""
    parts = [part for each in reversed(form.__mro__) for part in vars(each).values()]
    fields = [part.of(1) if isinstance(part, Each) else part for part in parts]
    return [field.name for field in fields if isinstance(field, _WITH_OPTIONS)]


# The registry imports the forms of all features.
CHOOSING = sorted((form for form in _forms() if FEATURES and choices(form)), key=lambda form: form.__name__)


def crafted(form: type[Form[Any]]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Values that the form did not offer, as Slack's state has them, and its blocks as they were drawn."""
    entry = {"selected_option": FORGED, "selected_options": [FORGED]}
    state = {name: {"any": {"type": "static_select", **entry}} for name in choices(form)}
    element = {"type": "static_select", "action_id": "any", "options": [_OFFERED]}
    label = {"type": "plain_text", "text": "Any"}
    return state, [{"type": "input", "block_id": name, "label": label, "element": element} for name in state]
