"""Monday's question, with the week of who is asked in it."""

from bot.features.checkins.notices import CheckinAsked
from bot.features.checkins.rules import CheckinNote
from bot.features.checkins.views.question import question
from bot.features.ledger.notices import NUMBERS, WeekTold

TEAM = "*Mid-market, week of 23 Nov: a good week.* $20,000 booked.\nHugo $20,000, 67% ahead"


def asked(numbers: WeekTold) -> CheckinAsked:
    """A check-in that tells of a week."""
    return CheckinAsked(
        checkin_id=1,
        is_answered=False,
        is_late=False,
        is_complete=False,
        goals=(),
        words=CheckinNote(),
        numbers=numbers,
    )


def test_who_leads_reads_of_their_team_in_the_same_message() -> None:
    """With numbers of their own above it, or without any; each team with its button."""
    two = ("*Enterprise, week of 23 Nov.* Nothing booked.", TEAM)
    leads = question(asked(WeekTold("week of 23 Nov", "", teams=two, team_ids=(4, 7))))
    keys = [block["accessory"] for block in leads.blocks[:2]]
    assert [(key["text"]["text"], key["action_id"], key["value"]) for key in keys] == [
        ("My team", NUMBERS, "team:4"),
        ("My team", NUMBERS, "team:7"),
    ]

    # A row of before does not tell which team it is.
    leads = question(asked(WeekTold("week of 23 Nov", "", teams=(TEAM,))))
    assert "accessory" not in leads.blocks[0]
    assert leads.text == "Mid-market, week of 23 Nov: a good week. $20,000 booked."
    assert [block["text"]["text"] for block in leads.blocks[:2]] == [
        TEAM,
        "*How do your goals stand?* A tap each is enough.",
    ]

    sells = question(asked(WeekTold("week of 23 Nov", "$9,000 booked.", teams=(TEAM,))))
    assert sells.text == "Your week of 23 Nov: $9,000 booked."
    assert [block["text"]["text"] for block in sells.blocks[:2]] == [f"*{sells.text}*", TEAM]
