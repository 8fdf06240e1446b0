"""Types of columns that several tables of the ledger share."""

from sqlalchemy import String

CURRENCY, SOURCE, EXTERNAL_ID, NAME = String(3), String(60), String(120), String(400)
