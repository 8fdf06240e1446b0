"""Closes pulses when their time is over."""

from datetime import timedelta

from bot.features.pulse import service
from bot.framework.jobs import one_by_one

JOBS = (one_by_one("pulse.close", timedelta(seconds=30), service.due, service.close),)
