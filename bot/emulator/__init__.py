"""Slack as a program for tests and demos of one app, strict where Slack is strict: see `docs/emulator.md`."""

from bot.emulator.client.actor import Actor, NotSeen, Outcome
from bot.emulator.server import Emulator, serve
from bot.emulator.state.clock import MovableClock
from bot.emulator.state.slack_app import SlackApp
from bot.emulator.state.workspaces import ChannelSpec, MessageSpec, PersonSpec, WorkspaceSpec

__all__ = [
    "Actor",
    "ChannelSpec",
    "Emulator",
    "MessageSpec",
    "MovableClock",
    "NotSeen",
    "Outcome",
    "PersonSpec",
    "SlackApp",
    "WorkspaceSpec",
    "serve",
]
