"""A sentence as words: folded, spelled out, without signs. Pure."""

import re
import unicodedata
from dataclasses import dataclass

from bot.slack.text import MENTION, unescape

_TOKEN = re.compile(rf"{MENTION}|(?:(?!{MENTION})\S)+")
_MENTION = re.compile(MENTION)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"'})
_SIGNS = "\"'.,;:!?()[]{}*_~<>=+|/\\…–—-#@&"
_EMOJI = re.compile(r":[a-z0-9_+'-]+:", re.IGNORECASE)
_SPLIT = re.compile(r"(?<=[^\W\d])[,/&+](?=[^\W\d])|(?<=\d),(?=[^\W\d])|,(?=<)|(?<=>),")
_PER = re.compile(r"\s*/\s*(day|rep|head|person|seller|week|call|meeting)\b", re.IGNORECASE)
_SPELLED = {
    "i'm": "i am",
    "im": "i am",
    "i've": "i have",
    "ive": "i have",
    "i'll": "i will",
    "we're": "we are",
    "we've": "we have",
    "what's": "what is",
    "whats": "what is",
    "what're": "what are",
    "wats": "what is",
    "wat": "what",
    "who's": "who is",
    "whos": "who is",
    "how's": "how is",
    "hows": "how is",
    "how'd": "how did",
    "what'd": "what did",
    "who'd": "who did",
    "why'd": "why did",
    "where'd": "where did",
    "how'm": "how am",
    "i'd": "i would",
    "how're": "how are",
    "where's": "where is",
    "wheres": "where is",
    "when's": "when is",
    "that's": "that is",
    "let's": "let us",
    "gimme": "give me",
    "lemme": "let me",
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
    "dont": "do not",
    "doesnt": "does not",
    "isnt": "is not",
    "arent": "are not",
    "havent": "have not",
    "hasnt": "has not",
    "didnt": "did not",
    "cant": "can not",
    "u": "you",
    "ur": "your",
    "r": "are",
    "y": "why",
    "doin": "doing",
    "goin": "going",
    "todo": "to do",
    "to-do": "to do",
    "to-dos": "to do",
    "todos": "to do",
    "qtr": "quarter",
    "wk": "week",
    "mth": "month",
    "mo": "month",
    "mos": "months",
    "wks": "weeks",
    "lastmonth": "last month",
    "lastweek": "last week",
    "thismonth": "this month",
    "thisweek": "this week",
    "lastquarter": "last quarter",
    "thisquarter": "this quarter",
    "yr": "year",
    "ytd": "this year",
    "qtd": "this quarter",
    "mtd": "this month",
    "wtd": "this week",
    "1on1": "1:1",
    "1on1s": "1:1",
    "1-on-1": "1:1",
    "1-on-1s": "1:1",
    "1-1": "1:1",
    "1:1s": "1:1",
    "1-1s": "1:1",
    "one-on-one": "1:1",
    "one-on-ones": "1:1",
    "one-to-one": "1:1",
    "one-to-ones": "1:1",
    "shoutout": "shout out",
    "shout-out": "shout out",
    "checkin": "check in",
    "check-in": "check in",
    "check-ins": "check in",
    "checkins": "check in",
    "leader-board": "leaderboard",
    "leaderboards": "leaderboard",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "ty": "thanks",
    "tysm": "thanks",
    "thankyou": "thank you",
    "ppl": "people",
    "mgr": "manager",
    "abt": "about",
    "hv": "have",
    "hav": "have",
    "wen": "when",
    "wot": "what",
    "wut": "what",
    "hw": "how",
    "num": "number",
    "nums": "numbers",
    "nos": "numbers",
    "perf": "performance",
    "avg": "average",
    "att": "attainment",
    "conv": "conversion",
    "qta": "quota",
    "lb": "leaderboard",
    "fb": "feedback",
    "mtg": "meeting",
    "mtgs": "meetings",
    "wr": "win rate",
    "tgt": "target",
    "rev": "revenue",
    "pct": "percent",
    "w": "with",
    "n": "and",
    "b4": "before",
    "rn": "right now",
    "atm": "right now",
    "2day": "today",
    "gd": "good",
    "lst": "last",
    "ths": "this",
    "prev": "previous",
    "curr": "current",
    "msgs": "messages",
    "msg": "message",
    "notifs": "notifications",
    "vacay": "vacation",
    "prefs": "preferences",
    "thankyous": "kudos",
    "thank-yous": "kudos",
}


def word_set(words: str) -> frozenset[str]:
    """The words of a text with blanks between them."""
    return frozenset(words.split())


@dataclass(frozen=True)
class Word:
    """A word as it is read; `start` and `end`: where it stands in the sentence as it was tidied.

    `is_capital`: it was written with a capital letter, others small. `is_mended`: it was written otherwise.
    """

    text: str
    start: int
    end: int
    is_capital: bool = False
    is_mended: bool = False

    @property
    def mentioned_id(self) -> str:
        """The id of the person whom it mentions; "" for any other word."""
        found = _MENTION.fullmatch(self.text)
        return found[1] if found else ""


def tidied(wire: str) -> str:
    """The sentence with straight quotes and single blanks; mentions stay as Slack writes them."""
    kept = unicodedata.normalize("NFKC", wire).translate(_QUOTES)
    kept = kept.replace("→", " to ").replace("->", " to ")
    kept = _PER.sub(r" per \1", kept)
    return " ".join(_SPLIT.sub(" ", kept).split())


def folded(text: str) -> str:
    """The text in small letters without accents, by which names are compared."""
    apart = unicodedata.normalize("NFKD", unescape(text).casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))


def words_of(sentence: str) -> list[Word]:
    """The words of a tidied sentence; one that is written together may be two."""
    found: list[Word] = []
    for token in _TOKEN.finditer(sentence):
        if _MENTION.fullmatch(token[0]):
            found.append(Word(token[0], token.start(), token.end()))
            continue
        is_capital = token[0].partition("'")[0].istitle()
        found += [Word(each, token.start(), token.end(), is_capital) for each in _read(token[0])]
    return found


def _read(token: str) -> list[str]:
    if _EMOJI.fullmatch(token.strip(".,!?")):
        return []
    bare = folded(token).strip(_SIGNS)
    if not any(letter.isalnum() or letter in "$€£¥%?" for letter in bare):
        return []
    if bare in _SPELLED:
        return _SPELLED[bare].split()
    if bare.endswith("n't"):
        return [bare.removesuffix("n't"), "not"]
    bare = re.sub(r"'s?$|(?<=s)'$", "", bare)
    if bare in _SPELLED:
        return _SPELLED[bare].split()
    return [bare] if bare else []


def is_one_off(one: str, other: str) -> bool:
    """Whether two words differ by a letter: one more, another one, or two that changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    at = next((place for place, letter in enumerate(one) if letter != other[place]), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2][::-1] == other[at : at + 2] and one[at + 2 :] == other[at + 2 :]
    return one[at + 1 :] == other[at + 1 :] or swapped
