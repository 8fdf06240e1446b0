"""Tables of routes, joined from the files of a feature."""

import pytest

from bot.slack.requests import ActionRequest
from bot.slack.responses import Acknowledge, Response
from bot.slack.routes import Routes


async def _look(request: ActionRequest, _: object) -> Response:
    return Acknowledge()


def test_guests_get_only_what_was_opened_to_them() -> None:
    """What is joined later stays closed."""
    whole = Routes(actions={"a.look": _look}).open_to_guests().joined(Routes(actions={"a.change": _look}))
    assert whole.actions.keys() == {"a.look", "a.change"}
    assert whole.for_guests == {"a.look"}


def test_a_name_in_two_files_is_found_out() -> None:
    """None of the two listeners silently wins."""
    with pytest.raises(ValueError, match=r"a\.look"):
        Routes(actions={"a.look": _look}).joined(Routes(actions={"a.look": _look}))
