"""What a file tells of a deal beside its type is kept, and figures are cut by it."""

from datetime import UTC, datetime
from pathlib import Path

from bot.db.transaction import Database
from bot.features.ledger.rules.cuts import Dimension, Traits
from bot.features.ledger.rules.tallies import Tally
from bot.features.ledger.service import queries
from bot.features.ledger.service.aggregates import values_told
from bot.features.ledger.service.queries import of_person
from bot.features.metrics.rules import quota as quotas
from tests.features.goals.office import BEN, NORTH
from tests.features.imports.doors import MAIL, Q4, open_doors, take_in
from tests.features.imports.files_to_read import kept

END = datetime(2026, 12, 31, tzinfo=UTC)
HEAD = "Deal ID,Deal name,Owner email,Stage,Amount,Close date"
MORE = "Deal type,Pipeline,Segment,Product name,Lead source,Closed lost reason"


async def test_a_file_fills_them_and_one_without_leaves_them(db: Database, tmp_path: Path) -> None:
    """Of a deal that is there already a change of one of them is a change; a missing column says nothing."""
    await open_doors(db)
    rows = [
        f"1,Harbor,{MAIL},Won,10,2026-11-01,Renewal,Partner,SMB,Lite,Web & mail,",
        f"2,Haven,{MAIL},Won,20,2026-11-02,New,partner,,,,",
        f"3,Heath,{MAIL},Lost,30,2026-11-03,New,Direct,,,,Price",
    ]
    full = kept(tmp_path, "\n".join([f"{HEAD},{MORE}", *rows]), "full.csv")
    assert (await take_in(db, full)).tally == Tally(new=3)
    bare = kept(tmp_path, f"{HEAD}\n1,Harbor,{MAIL},Won,11,2026-11-01\n", "bare.csv")
    assert (await take_in(db, bare)).tally == Tally(changed=1)

    async with db.reading(NORTH) as reading:
        facts = await queries.facts(reading, of_person(BEN), Q4, END, with_deals=True)
        assert set(facts.deals.values()) == {
            Traits("Renewal", "Partner", "SMB", "Lite", "Web &amp; mail", ""),
            Traits("New", "partner"),
            Traits("New", "Direct", lost_reason="Price"),
        }
        partner = facts.cut(Dimension.pipeline, "Partner")
        assert quotas.picture(partner, Q4).bookings == 31
        assert [deal.is_won for deal in facts.cut(Dimension.lost_reason, "price").closed] == [False]
        assert await values_told(reading, Dimension.segment, [BEN]) == {"": "", "smb": "SMB"}
        assert await values_told(reading, Dimension.segment, ["U1NOBODY"]) == {}
    moved = kept(tmp_path, f"{HEAD},Pipeline\n2,Haven,{MAIL},Won,20,2026-11-02,Direct\n", "moved.csv")
    assert (await take_in(db, moved)).tally == Tally(changed=1)
