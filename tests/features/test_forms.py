"""Every form of every feature: what a crafted submission is told."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.common.errors import FieldErrors
from bot.framework.forms.choices import CheckField, ChoiceField, ChoicesField
from bot.framework.forms.field import NOT_OFFERED, Each
from bot.framework.forms.form import Form
from bot.registry import FEATURES
from bot.slack.blocks import option
from bot.slack.form_values import FormValues

_WITH_OPTIONS = (ChoiceField, ChoicesField, CheckField)


def _forms(base: type[Form[Any]] = Form) -> Iterator[type[Form[Any]]]:
    for form in base.__subclasses__():
        if form.__module__.startswith("bot.features."):
            yield form
        yield from _forms(form)


def _choices(form: type[Form[Any]]) -> list[str]:
    parts = [part for each in reversed(form.__mro__) for part in vars(each).values()]
    fields = [part.of(1) if isinstance(part, Each) else part for part in parts]
    return [field.name for field in fields if isinstance(field, _WITH_OPTIONS)]


CHOOSING = sorted((form for form in _forms() if _choices(form)), key=lambda form: form.__name__)


def test_all_features_are_looked_at() -> None:
    """The forms are those of the features that the registry imports."""
    assert FEATURES
    assert CHOOSING


@pytest.mark.parametrize("form", CHOOSING, ids=lambda form: form.__name__)
def test_a_crafted_choice_is_told_beside_its_field(form: type[Form[Any]]) -> None:
    """A value that the form did not offer is one sentence, never an error that nobody expected."""
    forged, offered = option("Any", "forged"), option("Any", "offered")
    state = {
        name: {"any": {"selected_option": forged, "selected_options": [forged]}} for name in _choices(form)
    }
    element = {"type": "static_select", "options": [offered]}
    blocks = [{"type": "input", "block_id": name, "element": element} for name in state]

    with pytest.raises(FieldErrors) as refusal:
        form.read(FormValues(state, blocks))

    assert {name: refusal.value.errors[name] for name in state} == dict.fromkeys(state, NOT_OFFERED)
