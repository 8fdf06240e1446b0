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
            [(KIND.deal, VELA), (KIND.birthday, CelebrationWords(GRACE, "", when="On Sunday"))],
            warm,
            ":gem: *Grace Kim* won *Vela platform* ($128,000). And on Sunday it is their birthday.",
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


def test_each_is_named_once() -> None:
    """What is celebrated of the second person of a deal stands behind their name; nothing is lost."""
    ben, cleo = ("Ben Walker",), ("Cleo Dubois",)
    shared = (KIND.deal, CelebrationWords((*GRACE, *ben), "Bolt", Tier.small.value, "$5,000"))
    again = (KIND.deal, CelebrationWords((*ben, *GRACE), "Kite", Tier.small.value, ""))
    quota, first = CelebrationWords(ben, "Q4 2026"), CelebrationWords(ben, "Kite")
    third = (KIND.deal, CelebrationWords((*cleo, *ben), "Nova", Tier.large.value, ""))
    own = (KIND.quota, CelebrationWords(GRACE, "Q4 2026"))
    rows = {
        "*Grace Kim* won *Bolt* ($5,000) with *Ben Walker* (the Q4 quota is met).": [
            (KIND.quota, quota),
            shared,
        ],
        "*Grace Kim* won *Bolt* ($5,000) with *Ben Walker* "
        "(who won *Kite* together, the Q4 quota is met, and the first deal): the Q4 quota is met.": [
            shared,
            again,
            (KIND.first, first),
            (KIND.quota, quota),
            own,
        ],
        "*Grace Kim* won *Bolt* ($5,000) with *Ben Walker*, and *Bolt* ($5,000) together.": [shared, shared],
        "*Grace Kim* won *Bolt* ($5,000) with *Ben Walker*. "
        ":gem: *Cleo Dubois* won *Nova* with *Ben Walker*.": [shared, third],
    }
    for told, items in rows.items():
        assert combined(items, CelebrationTone.plain) == f":tada: {told}"


def test_who_is_together() -> None:
    """By the names of each; what is undone stands alone; the order stays."""
    ben, cleo = ("Ben",), ("Cleo",)
    items = [
        (GRACE, False, 1),
        (ben, False, 2),
        (cleo, False, 5),
        ((*GRACE, "Ben"), False, 3),
        (GRACE, True, 4),
    ]
    assert one_each(items) == [[1, 2, 3], [5], [4]]
    assert one_each([(GRACE, True, 1), (GRACE, False, 2), (GRACE, False, 3)]) == [[1], [2, 3]]
