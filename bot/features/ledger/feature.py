"""What ledger declares to Pacer."""

from bot.features.ledger import jobs
from bot.features.ledger.models import tables
from bot.framework.feature import Feature

FEATURE = Feature("ledger", tables.TABLES, jobs=jobs.JOBS)
