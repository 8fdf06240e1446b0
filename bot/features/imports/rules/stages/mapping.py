"""What the words of stages and statuses mean: few say it themselves, for the others a person does. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.common.errors import BadInput

MOST_STAGES, LONGEST_STAGE = 200, 120
_LETTERS = re.compile(r"[^\W\d_]+")


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# English words that need nobody's word for it, as `_bare` spells them.
_PLAIN = {"won": "won", "closedwon": "won", "lost": "lost", "closedlost": "lost", "open": "open"}
_DELETED = _set(
    "deleted gelöscht supprimé supprimée eliminado eliminada excluído excluída eliminato eliminata "
    "verwijderd 削除 削除済み"
)
# Words of en, de, fr, es, pt, it, nl, ja: suggestions, which a person confirms once.
_WON = _set(
    "won win closedwon gewonnen gagné gagnée gagnés remporté remportée ganado ganada ganados ganho ganha "
    "vinto vinta vinti"
)
_LOST = _set("lost closedlost verloren perdu perdue perdus perdido perdida perdidos perso persa persi")
_NOT = _set("not no non nicht pas não nao niet never un")
# Without blanks between words: found wherever they stand.
_WON_SIGNS, _LOST_SIGNS = ("受注", "成約", "獲得"), ("失注", "敗退")
# Closed, and nobody knows how it ended.
_CLOSED = _set(
    "closed done abgeschlossen geschlossen fermé fermée clôturé clôturée conclu cerrado cerrada fechado "
    "fechada chiuso chiusa gesloten afgesloten 完了 終了"
)


class StageMeaning(StrEnum):
    """What a stage's word says of its deals; those that are left out are not taken in at all."""

    WON = "won"
    LOST = "lost"
    OPEN = "open"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class StageWord:
    """A word for stages of a pipeline ("" where the file names none), as the source writes both."""

    pipeline: str
    word: str

    @property
    def key(self) -> tuple[str, str]:
        """Pipeline and word without what does not matter: case, and how many blanks."""
        return folded(self.pipeline), folded(self.word)


@dataclass(frozen=True)
class StageMeanings:
    """What people have said words mean, by folded (pipeline, word); pipeline "" holds for every one."""

    said: Mapping[tuple[str, str], StageMeaning] = field(default_factory=dict)

    def of(self, stage: StageWord) -> StageMeaning | None:
        """The meaning in its pipeline, else the one for every pipeline; None where nobody said it."""
        pipeline, word = stage.key
        return self.said.get((pipeline, word)) or self.said.get(("", word))


def folded(word: str) -> str:
    """The word by which a meaning is kept: case and the number of blanks do not matter."""
    return " ".join(unicodedata.normalize("NFKC", word).casefold().split())[:LONGEST_STAGE]


def plain_meaning(word: str) -> StageMeaning | None:
    """Meaning of the bare English words won, lost, closed won, closed lost, open; None for all others."""
    found = _PLAIN.get("".join(_words(word)))
    return StageMeaning(found) if found else None


def is_deleted_word(word: str) -> bool:
    """Whether a status says that the deal is deleted in its source."""
    return folded(word) in _DELETED


def suggested_meaning(word: str) -> StageMeaning | None:
    """Won or lost where a word in one of eight languages says so; a person has to confirm it."""
    words = set(_words(word))
    if words & _NOT:
        return None
    is_won = bool(words & _WON) or any(sign in word for sign in _WON_SIGNS)
    is_lost = bool(words & _LOST) or any(sign in word for sign in _LOST_SIGNS)
    if is_won == is_lost:
        return None
    return StageMeaning.WON if is_won else StageMeaning.LOST


def says_closed_alone(word: str) -> bool:
    """Whether the word says that deals are closed, and not how they ended."""
    words = _words(word)
    return len(words) == 1 and words[0] in _CLOSED


def _words(text: str) -> list[str]:
    return _LETTERS.findall(unicodedata.normalize("NFKC", text).casefold())


def meanings_typed(typed: Iterable[str]) -> dict[tuple[str, str], StageMeaning]:
    """Meanings by folded (pipeline, word) from texts such as `Signed=won` or `Partner > Signed=lost`.

    `leave` leaves the stage's deals out. BadInput: one of the texts is none.
    """
    found = {}
    for text in typed:
        words, _, meaning = text.rpartition("=")
        told = _MEANINGS.get(folded(meaning))
        if told is None or not words.strip():
            raise BadInput(
                f"“{text[:80]}” is no meaning of a stage: write Signed=won (or lost, open, leave)."
            )
        pipeline, _, word = words.rpartition(" > ")
        found[StageWord(pipeline, word).key] = told
    return found


_MEANINGS = {
    **{meaning.value: meaning for meaning in StageMeaning},
    "leave": StageMeaning.LEFT_OUT,
    "leave out": StageMeaning.LEFT_OUT,
}
