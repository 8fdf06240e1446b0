"""Fixtures: the stage by Socket Mode, by HTTP, or by each in turn."""

from collections.abc import AsyncIterator

import pytest

from .stage import Stage, open_stage


@pytest.fixture(params=["socket", "http"])
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """Northwind with an app connected by Socket Mode, and once more by HTTP."""
    async with open_stage(request.param) as stage:
        yield stage


@pytest.fixture
async def socket_stage() -> AsyncIterator[Stage]:
    """Northwind with an app connected by Socket Mode."""
    async with open_stage("socket") as stage:
        yield stage


@pytest.fixture
async def http_stage() -> AsyncIterator[Stage]:
    """Northwind with an app that takes signed HTTP."""
    async with open_stage("http") as stage:
        yield stage
