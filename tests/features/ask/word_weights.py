"""Counts the table of words from learned sentences: `python -m tests.features.ask.word_weights`."""

import json

from bot.features.ask.rules.likeness.features import features_of
from bot.features.ask.rules.likeness.likely import TABLE_FILE
from bot.features.ask.rules.likeness.weighing import counted
from bot.features.ask.rules.manners import without_manners
from bot.features.ask.rules.mending import mended
from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.slots import read_slots
from bot.features.ask.rules.words import tidied, words_of

from .measure import LEARNED, TAUGHT, as_sent
from .northwind import known_to


def written() -> str:
    """The table as it is stored, a line for each feature."""
    table = counted([(_features(row), row["intent"]) for row in (*LEARNED, *TAUGHT)])
    lines = (f"{json.dumps(feature)}: {json.dumps(table[feature])}" for feature in sorted(table))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _features(row: dict[str, str]) -> frozenset[str]:
    known = known_to("ana" if row["who"] == "admin" else row["who"])
    read = Sentence.of(without_manners(mended(words_of(tidied(as_sent(row["says"]))), known)))
    return features_of(read, read_slots(read, known))


if __name__ == "__main__":
    TABLE_FILE.write_text(written())
