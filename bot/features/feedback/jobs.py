"""The job that withdraws requests of people who left, so that nobody is asked or reminded for them."""

from datetime import timedelta

from bot.features.feedback.service import requests
from bot.framework.item_jobs import one_by_one

JOBS = (one_by_one("feedback.let_go", timedelta(minutes=5), requests.of_leavers, requests.let_go),)
