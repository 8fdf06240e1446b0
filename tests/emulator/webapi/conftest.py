"""An office for each test."""

import pytest

from .office import Office, open_office


@pytest.fixture
def office() -> Office:
    """Two workspaces, the app in both, and nothing on the wire."""
    return open_office()
