"""A gap worked out a second time from the single deals, with nothing of the code that makes cards."""

import math
import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from bot.db.transaction import Database
from bot.features.ledger.rules.records import DealRecord, DealStatus
from bot.features.skills.rules.facts import SellerProfile
from bot.features.skills.service import making, profiles
from tests.features.ledger.office import deal, take
from tests.features.skills.office import BEN, LIKE_BEN, MONDAY, NORTH, NOW, open_skills

EVERYBODY = (BEN, *LIKE_BEN)
FIRST = MONDAY - timedelta(weeks=26)


def _deals(dice: random.Random) -> dict[str, list[DealRecord]]:
    """Deals of everybody over forty weeks, so that some lie outside of the 26; some still open."""
    found = defaultdict(list)
    for who in EVERYBODY:
        for number in range(dice.randrange(60, 110)):
            day = MONDAY - timedelta(days=dice.randrange(-3, 280))
            status = dice.choice((DealStatus.WON, DealStatus.LOST, DealStatus.LOST, DealStatus.OPEN))
            found[who].append(deal(dice.randrange(1_000, 90_000), day, status, external_id=f"{who} {number}"))
    return found


def _days(first: date) -> int:
    return sum((first + timedelta(days=number)).weekday() < 5 for number in range(182))


def _record(deals: list[DealRecord]) -> tuple[int, int, Decimal]:
    inside = [each for each in deals if each.closed_on and FIRST <= each.closed_on < MONDAY]
    won = [each for each in inside if each.status is DealStatus.WON]
    lost = [each for each in inside if each.status is DealStatus.LOST]
    return len(won) + len(lost), len(won), sum((each.amount or Decimal(0) for each in won), Decimal(0))


async def test_the_gap_of_the_single_deals(db: Database) -> None:
    """Deals, win rate and size, each part by logarithms: the same to one unit, and in all exactly the gap."""
    await open_skills(db)
    deals = _deals(random.Random(27))
    for who, mine_to_tell in deals.items():
        await take(db, MONDAY - timedelta(days=1), *mine_to_tell, owner=who)
    async with db.reading(NORTH) as reading:
        known: list[SellerProfile] = list((await profiles.profiles(reading)).values())
        (made,) = await making.make(reading, known, [BEN], MONDAY, NOW)
    card = made.card

    n, w, v = _record(deals[BEN])
    others = [_record(deals[who]) for who in LIKE_BEN]
    all_n, all_w = sum(each[0] for each in others), sum(each[1] for each in others)
    all_v = sum((each[2] for each in others), Decimal(0))
    # Everybody works the same days here, so the others' deals are brought to nothing else.
    mine = (float(n), w / n, float(v) / w)
    theirs = (all_n / len(others), all_w / all_n, float(all_v) / all_w)
    own, reference = math.prod(mine), math.prod(theirs)
    mean = (own - reference) / (math.log(own) - math.log(reference))
    parts = [mean * math.log(one / other) for one, other in zip(mine, theirs, strict=True)]

    assert card.days == _days(FIRST)
    assert (card.people, card.own) == (6, int(v))
    assert abs(card.reference - reference) <= 1
    assert [abs(part.amount - found) <= 1 for part, found in zip(card.parts, parts, strict=True)] == [
        True
    ] * 3
    assert sum(part.amount for part in card.parts) == card.own - card.reference
