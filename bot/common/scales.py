"""Words that multiply the number before them: thousand, Mio., crore; and those that are asked back; pure."""

import re

from bot.common.text import excerpt

_FACTORS = {
    10**3: "k thousand thousands tsd tausend mille",
    10**5: "lakh lakhs lac lacs",
    10**6: (
        "m mn mln mio million millions millionen millones millón milhão milhões milione milioni miljoen "
        "miljoenen"
    ),
    10**7: "crore crores cr",
    10**9: "b bn billion billions mrd milliard milliards milliarde milliarden miliardo miliardi miljard",
    10**4: "万",
    10**8: "億",
}
SCALES = {word: factor for factor, words in _FACTORS.items() for word in words.split()}
# Scales that mean different numbers in different languages, or that nobody writes in figures.
_ASKED = {
    "mil": "can be thousands or millions: write 10k or 10m",
    "mm": "can be millions or millimetres: write 10m",
    **dict.fromkeys(
        ("billón", "billon", "billones", "billionen", "bilhão", "bilhões", "bilione"),
        "can be milliards or a million millions: write 10bn, or all digits",
    ),
    **dict.fromkeys(("trillion", "trillions"), "is more than I count"),
    **dict.fromkeys(("hundred", "hundreds", "dozen", "dozens"), "is half in words: write it in digits"),
}
_SHORTEST_SCALE_MISTYPED = 6
_LONG_SCALES = tuple(word for word in SCALES if len(word) >= _SHORTEST_SCALE_MISTYPED)


def doubt_in(typed: str) -> str:
    """What is unclear about the scale at the end of a text, beside or behind its number; "" for nothing."""
    *_, last = typed.rstrip(".,;").split() or [""]
    return scale_doubt(re.sub(r"^.*[0-9]", "", last))


def scale_doubt(word: str) -> str:
    """What is unclear about a word behind a number: a scale of two meanings, or nearly one; "" for others."""
    word = word.lower().rstrip(".,;:!?)")
    if word in _ASKED:
        return _ASKED[word]
    if len(word) < _SHORTEST_SCALE_MISTYPED or word in SCALES:
        return ""
    near = next((scale for scale in _LONG_SCALES if _is_one_slip(word, scale)), None)
    return f"has “{excerpt(word)}”, which I do not know: write “{near}”, or digits" if near else ""


def _is_one_slip(word: str, meant: str) -> bool:
    """Whether one letter is missing, too many, wrong, or two are swapped."""
    if abs(len(word) - len(meant)) > 1:
        return False
    same = next((n for n, pair in enumerate(zip(word, meant, strict=False)) if pair[0] != pair[1]), -1)
    if same < 0:
        return True
    one, other = word[same:], meant[same:]
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    return swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]
