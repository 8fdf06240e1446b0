"""Every form of every feature: what a crafted submission is told."""

from typing import Any

import pytest

from bot.common.errors import FieldErrors
from bot.framework.forms.field import NOT_OFFERED
from bot.framework.forms.form import Form
from bot.slack.form_values import FormValues
from tests.choosing_forms import CHOOSING, crafted


@pytest.mark.parametrize("form", CHOOSING, ids=lambda form: form.__name__)
def test_a_crafted_choice_is_told_beside_its_field(form: type[Form[Any]]) -> None:
    """A value that the form did not offer is one sentence, never an error that nobody expected."""
    state, blocks = crafted(form)

    with pytest.raises(FieldErrors) as refusal:
        form.read(FormValues(state, blocks))

    assert {name: refusal.value.errors[name] for name in state} == dict.fromkeys(state, NOT_OFFERED)
