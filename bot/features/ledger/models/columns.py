"""Types of columns that several tables of the ledger share."""

from sqlalchemy import String

from bot.common.currencies import RATE_PLACES
from bot.db.base import Exact

CURRENCY, SOURCE, EXTERNAL_ID, NAME = String(3), String(60), String(120), String(400)
RATE = Exact(RATE_PLACES)
