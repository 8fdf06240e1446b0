"""What waits for somebody in imports: files that they sent, and names that only they can tell."""

from collections.abc import Sequence
from datetime import datetime

from bot.common.text import plural
from bot.db.transaction import Transaction
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.facts import CHOOSE, SHOW_FILE
from bot.features.imports.rules.parking import ParkedFor, ParkedGroup
from bot.features.imports.rules.person_words import shown_ref
