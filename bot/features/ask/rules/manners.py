"""What is polite in a sentence, and says nothing else. Pure."""

from collections.abc import Sequence

from bot.features.ask.rules.words import Word, word_set

_POLITE = tuple(
    tuple(phrase.split())
    for phrase in (
        "thanks in advance",
        "thank you in advance",
        "thank you so much",
        "thank you very much",
        "thanks a lot",
        "thanks so much",
        "if you could",
        "if you can",
        "if you would",
        "if possible",
        "if that is ok",
        "if that is possible",
        "if you do not mind",
        "if you please",
        "i was wondering if",
        "i am wondering if",
        "wondering if",
        "would you mind",
        "do you mind",
        "would it be possible to",
        "is it possible to",
        "do me a favor and",
        "do me a favour and",
        "when you have time",
        "when you have a moment",
        "when you get a chance",
        "quick question",
        "one question",
        "good morning",
        "good afternoon",
        "good evening",
        "have a nice day",
        "sorry to bother you",
    )
)
_GREETINGS = frozenset(
    {"hi", "hello", "hey", "hiya", "yo", "hallo", "hola", "morning", "dear", "greetings", "ok", "so"}
)
_THANKS = (("thank", "you"), ("thanks",), ("cheers",), ("ta",), ("thank", "u"), ("much", "appreciated"))
# A sentence that begins so asks, or tells to do: thanks at its end are for that.
# "The most thanks" are no manners.
_COUNTED = word_set("most the my any of many more")
_ASKS = word_set(
    """
    what how who which why when where can could would will please show give get tell i is are am do does did
    list my send check let need want pull any may
    """
)


def without_manners(words: Sequence[Word]) -> list[Word]:
    """The words without greeting and politeness; thanks stay where they are all that is said."""
    left = list(words)
    for phrase in _POLITE:
        left = _without(left, phrase)
    while len(left) > 1 and left[0].text in _GREETINGS:
        left = left[1:]
    if len(left) > 1 and left[0].text == "pacer":
        left = left[1:]
    texts = [word.text for word in left]
    for thanks in _THANKS:
        count = len(thanks)
        if (
            len(left) > count + 1
            and tuple(texts[-count:]) == thanks
            and texts[0] in _ASKS
            and texts[-count - 1] not in _COUNTED
        ):
            return left[:-count]
    return left or list(words)


def _without(words: list[Word], phrase: tuple[str, ...]) -> list[Word]:
    size = len(phrase)
    for start in range(len(words) - size + 1):
        if tuple(word.text for word in words[start : start + size]) == phrase and size < len(words):
            return words[:start] + words[start + size :]
    return words
