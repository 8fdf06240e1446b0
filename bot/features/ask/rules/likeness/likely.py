"""Which meanings a sentence is like, by a table counted from sentences with a meaning. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.features.ask.rules.facts import AskIntent, Slots
from bot.features.ask.rules.likeness.concepts import concepts_of
from bot.features.ask.rules.likeness.features import features_of, stem
from bot.features.ask.rules.likeness.weighing import Table, weighed
from bot.features.ask.rules.naming.sentence import Sentence

TABLE_FILE = Path(__file__).with_name("word_weights.json")
TABLE: Table = json.loads(TABLE_FILE.read_text())
# In hundredths: so far ahead of the next, a meaning is clear.
_CLOSE, _CLEAR, _FIRM, _PLAIN, _FAR, _NEVER = 300, 600, 900, 1200, 1400, 100_000


@dataclass(frozen=True)
class Likely:
    """The meanings that a sentence is like, the likeliest first; None: nothing that is done here.

    `ahead`: how far each is behind the first, in hundredths of what one sentence counts.
    """

    ranked: tuple[AskIntent | None, ...]
    behind: Mapping[AskIntent | None, int]

    @property
    def first(self) -> AskIntent | None:
        """The likeliest; None: nothing that is done here."""
        return self.ranked[0]

    @property
    def is_clear(self) -> bool:
        """Whether no other meaning is near the likeliest."""
        return self.behind[self.ranked[1]] >= _CLEAR

    @property
    def is_firm(self) -> bool:
        """Whether a meaning is clear enough to stand beside one weak word of the rules."""
        return self.behind[self.ranked[1]] >= _FIRM

    @property
    def may_be_nothing(self) -> bool:
        """Whether it is not far from what nothing here is done about."""
        return self.behind.get(None, _NEVER) < _CLEAR

    @property
    def is_plain(self) -> bool:
        """Whether no other meaning is anywhere near."""
        return self.behind[self.ranked[1]] >= _PLAIN

    def may_be(self, intent: AskIntent) -> bool:
        """Whether this is not too far from the likeliest to be asked about."""
        return self.behind.get(intent, _NEVER) < _FAR

    def is_near(self, intent: AskIntent) -> bool:
        """Whether this is the likeliest, or close to it, or the second and near it."""
        return self.is_close(intent) or (intent in self.ranked[:2] and self.behind[intent] < _CLEAR)

    def is_close(self, intent: AskIntent) -> bool:
        """Whether next to nothing is between this and the likeliest."""
        return self.behind.get(intent, _NEVER) < _CLOSE


def speaks_for(text: str, intent: AskIntent) -> bool:
    """Whether this word, or one of its family, is counted as saying that intent."""
    return any(TABLE.get(each, {}).get(intent, 0) > 0 for each in (stem(text), *concepts_of((text,))))


def likely_of(read: Sentence, slots: Slots) -> Likely:
    """What a sentence is like, whose slots are read."""
    weights = weighed(features_of(read, slots), TABLE)
    names = sorted(weights, key=lambda name: (-weights[name], name))
    intents = {name: AskIntent(name) if name in AskIntent.__members__ else None for name in names}
    behind = {intents[name]: weights[names[0]] - weights[name] for name in names}
    return Likely(tuple(intents[name] for name in names), behind)
