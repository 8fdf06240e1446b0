"""What a gap card says, by what is known."""

from dataclasses import replace
from fractions import Fraction

from bot.features.skills.rules import wording
from bot.features.skills.rules.card_making import make_card
from bot.features.skills.rules.cards import CardPart, GapCard
from bot.features.skills.rules.gap import SellingRecord
from bot.features.skills.rules.rubric import RUBRICS
from bot.features.skills.rules.shrinkage import Strength
from tests.features.skills.rules.people_like_you import FIVE, given, sold

STAGES = ("Discovery", "Demo", "Proposal")
LIKE_YOU = [sold(80, 30, 600_000, 120)] * 5


def finding_of(card: GapCard) -> CardPart:
    """What stands out."""
    assert card.finding is not None
    return card.finding


def test_the_card_of_the_vectors() -> None:
    """36 deals, 5 won: a question, not a verdict."""
    card = make_card(given(sold(36, 5, 120_000)))
    assert wording.heading(card) == "26 weeks to Sun 29 Nov, beside 6 Account Executives like you"
    assert wording.comparison(card) == (
        "You won $120,000. They won $185,250 on average, brought to your working days: $65,250 more than you."
    )
    assert wording.split_line(card) == (
        "more deals decided +$52,805 · win rate -$132,543 · larger deals +$14,488"
    )
    found = finding_of(card)
    assert wording.finding(found, card) == (
        "*Win rate: worth a look.* 5 of 36 (14%) against 34%. With 36 deals this can still be chance."
    )
    assert wording.short_finding(found) == "Win rate: 5 of 36 (14%), people like you 34%."
    assert wording.formula(card) == [
        "Deals decided: 36, people like you 25.33",
        "Win rate: 13.9%, people like you 33.6%",
        "Deal size: 24,000, people like you 21,794.12",
    ]
    assert card.skill_keys(found) == ("closing",)
    assert wording.TOPICS[found.move] == "What happens between the offer and the answer"
    assert wording.why_alone(card) == wording.not_split(card) == wording.shared(card) == ""


def test_for_whoever_leads_them_it_names_them() -> None:
    """The same numbers."""
    card, ben = make_card(given(sold(36, 5, 120_000))), wording.Addressed("Ben")
    assert wording.heading(card, ben) == "26 weeks to Sun 29 Nov, beside 6 Account Executives like Ben"
    assert wording.comparison(card, ben) == (
        "Ben won $120,000. They won $185,250 on average, brought to Ben's working days:"
        " $65,250 more than Ben."
    )


def test_a_likely_gap_and_a_strength() -> None:
    """With forty deals on."""
    low = make_card(given(sold(80, 12, 240_000), LIKE_YOU))
    assert wording.finding(finding_of(low), low) == (
        "*Win rate: likely a real gap.* 12 of 80 (15%) against 38%. Allowing for chance, about 27%."
    )
    high = make_card(given(sold(80, 50, 1_000_000), LIKE_YOU))
    assert high.finding is None
    (strong,) = high.strengths
    assert wording.finding(strong, high) == "*Win rate: this is a strength.* 50 of 80 (63%) against 38%."


def test_the_words_for_what_is_not_taken_apart() -> None:
    """Won none, no deals, amounts missing, nothing before."""
    rows = [
        (
            sold(24, 0, 0),
            "You won none of 24 decided deals, people like you 34%: there is nothing to take apart.",
        ),
        (sold(0, 0, 0), "You had no decided deals in these weeks: there is nothing to take apart."),
        (
            sold(24, 9, 50_000, without_amount=2),
            "More than a fifth of your won deals have no amount: there is nothing to take apart.",
        ),
    ]  # fmt: skip
    for own, sentence in rows:
        card = make_card(given(own))
        assert (card.parts, card.finding, wording.not_split(card)) == ((), None, sentence)
    alone = make_card(given(sold(24, 5, 100_000), []))
    assert wording.not_split(alone) == "There is nothing yet to compare this with."


def test_beside_oneself() -> None:
    """59 deals of five people are too few; the own weeks before make a question at most."""
    card = make_card(given(sold(40, 4, 80_000), FIVE, before=sold(60, 30, 600_000, 120)))
    assert card.people == 0
    assert wording.heading(card) == "26 weeks to Sun 29 Nov, beside you before"
    assert wording.why_alone(card) == (
        "People like you have only 59 deals to compare with, so this compares you with yourself: "
        "the 26 weeks before."
    )
    found = finding_of(card)
    assert (found.key, found.strength, found.shrunk) == ("win_rate", Strength.worth_a_look, None)
    few = make_card(given(sold(40, 4, 80_000), FIVE[:3], before=sold(60, 30, 600_000, 120)))
    assert wording.why_alone(few) == (
        "Only 3 people have your role, segment and time here, so this compares you with yourself: "
        "the 26 weeks before."
    )


def test_by_stage_where_both_sides_know_them() -> None:
    """Conversions take the place of the win rate; the first leads to discovery."""

    def staged(*reached: int, won: int, value: int, told: int | None = None) -> SellingRecord:
        return replace(
            sold(reached[0], won, value, 120), reached=reached, staged=reached[0] if told is None else told
        )

    others = [staged(80, 60, 40, won=20, value=400_000)] * 5
    card = make_card(given(staged(80, 25, 16, won=8, value=160_000), others, stages=STAGES))
    assert [part.key for part in card.parts] == ["deals", "c1", "c2", "c3", "size"]
    found = finding_of(card)
    assert (found.stage, found.strength, card.skill_keys(found)) == (
        "Discovery",
        Strength.likely,
        ("discovery",),
    )
    assert wording.in_split(found) == "from Discovery on"
    moves = [part.move for part in card.parts]
    assert moves[1:4] == ["first conversion", "middle conversion", "last conversion"]
    assert sum(part.amount for part in card.parts) == card.own - card.reference
    unknown = make_card(given(staged(80, 25, 16, won=8, value=160_000, told=63), others, stages=STAGES))
    assert [part.key for part in unknown.parts] == ["deals", "win_rate", "size"]


def test_calls() -> None:
    """Of sales development: connected calls, and meetings of them; money is not asked."""
    others = [sold(400, 60, 60, 120)] * 5
    card = make_card(given(sold(400, 20, 20), others, role="sdr"))
    assert [part.key for part in card.parts] == ["connected", "yield"]
    assert (card.currency, card.own) == ("", 20)
    assert wording.comparison(card) == (
        "You held 20 meetings. They held 58 meetings on average, "
        "brought to your working days: 38 meetings more than you."
    )
    assert wording.finding(finding_of(card), card).startswith(
        "*Meetings per connected call: likely a real gap.* 20 of 400 (5%) against 15%."
    )
    # More meetings than connected calls: that is no share of anything.
    walked_in = make_card(given(sold(40, 50, 50), others, role="sdr"))
    assert walked_in.part("yield") is not None
    assert walked_in.strengths == ()


def test_parts_that_are_no_conversions() -> None:
    """Below a tenth of what others won, and of enough deals, they are worth a look at most."""
    rows = [
        (sold(24, 8, 60_000), "size"),
        (sold(20, 7, 60_000), "deals"),
        (sold(19, 8, 250_000), None),
        (sold(20, 14, 305_000, 190), "deals"),
    ]
    for own, key in rows:
        card = make_card(given(own))
        assert (card.finding.key if card.finding else None) == key, own
        assert all(part.strength is not Strength.likely for part in card.parts if part.own is None)


def test_shared_deals_make_it_the_bookings_that_people_know() -> None:
    """A line more, where there is a difference."""
    card = make_card(given(sold(36, 5, 120_000), booked=Fraction(100_000)))
    assert wording.shared(card) == "shared deals and corrections -$20,000"


def test_every_part_leads_to_a_topic() -> None:
    """And so does whatever a skill of a rubric moves by."""
    moves = {move for role in RUBRICS.values() for skill in role.skills for move in skill.moves}
    assert moves == set(wording.TOPICS)
