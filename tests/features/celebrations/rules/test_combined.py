"""One sentence a person a post."""

from bot.features.celebrations.rules.combined import combined, one_each
from bot.features.celebrations.rules.selection import CelebrationKind, CelebrationTone, Tier
from bot.features.celebrations.rules.texts import CelebrationWords

GRACE, KIND = ("Grace Kim",), CelebrationKind
VELA = CelebrationWords(GRACE, "Vela platform", Tier.large.value, "$128,000")
BOLT = CelebrationWords((*GRACE, "Ben Walker"), "Bolt", Tier.small.value, "")


def test_all_of_a_person_is_one_sentence() -> None:
    """Deals first, then what they mean; without a deal what there is; every kind has its part."""
    best = CelebrationWords(GRACE, "the largest deal so far, Vela platform")
    quota = CelebrationWords(GRACE, "Q4 2026")
    years = CelebrationWords(GRACE, "3 years")
    warm, playful = CelebrationTone.warm, CelebrationTone.playful
    rows = [
        (
            [(KIND.best, best), (KIND.quota, quota), (KIND.deal, VELA)],
            warm,
            ":gem: *Grace Kim* won *Vela platform* ($128,000): the Q4 quota is met, and the largest so far.",
        ),
        (
            [(KIND.deal, BOLT), (KIND.deal, VELA)],
            playful,
            ":gem: *Grace Kim* won *Bolt* with *Ben Walker*, and *Vela platform* ($128,000)!",
        ),
        (
            [(KIND.quota, quota), (KIND.anniversary, years)],
            warm,
            ":trophy: *Grace Kim*: the Q4 quota is met, and 3 years with us.",
        ),
    ]
    assert [combined(items, tone) for items, tone, _ in rows] == [told for _, _, told in rows]
    others = [kind for kind in KIND if kind is not KIND.deal]
    for kind in others:
        assert "{" not in combined([(kind, years), (KIND.deal, VELA)], warm)


def test_who_is_together() -> None:
    """By the first name of each; what is undone stands alone; the order stays."""
    items = [(GRACE, False, 1), (("Ben",), False, 2), ((*GRACE, "Ben"), False, 3), (GRACE, True, 4)]
    assert one_each(items) == [[1, 3], [2], [4]]
