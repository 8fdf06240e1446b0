"""What may be written after a command, declared as verbs, and read as one frozen intent; pure."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from bot.common.errors import BadInput
from bot.slack.text import typed_excerpt

Intent = TypeVar("Intent")
Known = TypeVar("Known")
# Reads what follows a verb, with what is known, as its intent; None: the verb does not take that.
Reader = Callable[[str, Any], Intent | None]


def alone(intent: Callable[[], Intent]) -> Reader[Intent]:
    """The reader of a verb that nothing follows."""
    return lambda rest, _: None if rest else intent()


class Verb(Generic[Intent]):
    """A word and what may follow it, as in `Verb("list", alone(ListGoals))`.

    `name` "" is no word: the whole text is read, after no named verb took it. `also` are other words for the
    same. `writes`: it may change something. `usage` and `meaning` are for people; "" is not told.
    """

    def __init__(
        self,
        name: str,
        read: Reader[Intent],
        *,
        also: tuple[str, ...] = (),
        writes: bool = False,
        usage: str = "",
        meaning: str = "",
    ) -> None:
        self.name, self.read, self.also, self.writes = name, read, also, writes
        self.usage, self.meaning = usage, meaning


class Grammar(Generic[Intent, Known]):
    """All that may be written after a command.

    `bare` is meant by the command alone (None: it is read as a sentence). `otherwise` reads free sentences,
    which no verb took; without it they are refused with `how` to write it. `otherwise_writes` tells whether
    such a sentence may change something; `sentences` are examples, each with its meaning. `tidy` is done to
    the text before it is read. ValueError: a verb is there twice.
    """

    def __init__(
        self,
        command: str,
        *verbs: Verb[Intent],
        bare: Callable[[], Intent] | None = None,
        bare_meaning: str = "",
        otherwise: Callable[[str, Known], Intent] | None = None,
        otherwise_writes: Callable[[str], bool] = lambda _: False,
        sentences: tuple[tuple[str, str], ...] = (),
        how: str = "",
        tidy: Callable[[str], str] = str.strip,
    ) -> None:
        self.command = command
        self.verbs = verbs
        self._named = {name: verb for verb in verbs if verb.name for name in (verb.name, *verb.also)}
        names = [name for verb in verbs if verb.name for name in (verb.name, *verb.also)]
        if len(names) > len(self._named):
            raise ValueError(f"{command} has a verb twice among {', '.join(names)}")
        self._nameless = tuple(verb for verb in verbs if not verb.name)
        self._bare, self._bare_meaning = bare, bare_meaning
        self._otherwise, self._otherwise_writes = otherwise, otherwise_writes
        self._sentences = sentences
        self._how, self._tidy = how, tidy

    @property
    def words(self) -> tuple[str, ...]:
        """All words that are verbs, in the order of their declaration."""
        return tuple(self._named)

    @property
    def usages(self) -> tuple[tuple[str, str], ...]:
        """What may follow the command ("" for nothing), and what that means, of all that is told to people.

        The command alone, then `sentences`, then the verbs.
        """
        told = [
            ("", self._bare_meaning),
            *self._sentences,
            *((each.usage, each.meaning) for each in self.verbs),
        ]
        return tuple((usage, meaning) for usage, meaning in told if meaning)

    def parse(self, text: str, known: Known) -> Intent:
        """The intent of the text; BadInput, with one sentence, for what cannot be meant.

        `known` is what the words depend on, mostly the writer's local day.
        """
        words = self._tidy(text)
        intent = self._bare() if self._bare and not words else self._verb(words, known)[1]
        if intent is not None:
            return intent
        if self._otherwise is None:
            raise BadInput(f"I do not understand “{typed_excerpt(words)}”. {self._how}")
        return self._otherwise(words, known)

    def writes(self, text: str, known: Known | None = None) -> bool:
        """Whether this text may change something: by its verb, before anything is read from the database.

        `known` is needed where the verbs that only look depend on it.
        """
        words = self._tidy(text)
        if not words:
            return False
        verb = self._named.get(_split(words)[0])
        if verb is not None and verb.writes:
            return True
        if not self._otherwise_writes(words):
            return False
        # A free sentence may begin with a word that is a verb elsewhere.
        try:
            found, intent = self._verb(words, known)
        except BadInput:
            return False
        return found.writes if found is not None and intent is not None else True

    def _verb(self, words: str, known: object) -> tuple[Verb[Intent] | None, Intent | None]:
        """The verb that takes the text, and its intent; None and None for a free sentence."""
        first, rest = _split(words)
        named = self._named.get(first)
        for verb, text in ((named, rest), *((each, words) for each in self._nameless)):
            intent = verb.read(text, known) if verb is not None else None
            if intent is not None:
                return verb, intent
        return None, None


def _split(words: str) -> tuple[str, str]:
    """The first word in lower case, and what follows it."""
    first, *others = words.split(maxsplit=1) or [""]
    return first.lower(), "".join(others)
