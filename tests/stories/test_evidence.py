"""What there is to go by about Ben: collected from everywhere, seen by him and by Ana alone."""

from datetime import timedelta

from bot.demo.stage import Stage
from tests.stages import leaps
from tests.started import MONDAY

from .goals_office import said, told, with_team
from .metrics_office import quota


async def _a_busy_week(stage: Stage) -> None:
    ana, ben, hugo = (stage.actor(name).goes_to("#general") for name in ("ana", "ben", "hugo"))
    await hugo.types("/kudos @ben saved the Acme demo")
    await hugo.types("/kudos private @ben thank you for covering for me")
    await hugo.types("/feedback @ben")
    await hugo.submits({"what": "You let the client finish"})
    await hugo.closes(clear=True)
    await ana.types("/feedback note @ben")
    await ana.submits({"what": "Calm under pressure"})
    await ana.closes(clear=True)
    await ben.types("/goal Close 12 deals by eoq")
    await ben.types("/metrics log won $90k Acme")
    await stage.emulator.settled()
    await ana.clicks("Confirm", within=told(ana)[-1])
    await ben.types("/metrics log won $70k Bolt")
    await stage.emulator.settled()


async def test_ben_and_ana_see_what_is_theirs(stage: Stage) -> None:
    """Each kind by its own rules: the note is Ana's, private thanks and Hugo's feedback are Ben's."""
    await with_team(stage)
    await quota(stage, "ben", 300_000)
    await _a_busy_week(stage)
    ana, ben = stage.actor("ana").goes_to("#general"), stage.actor("ben").goes_to("#general")
    await ben.types("/pacer evidence")
    own = said(ben.sees()[-1])
    assert "Nov 2026: " in own
    assert "Oct 2026: nothing" in own
    assert "'*November 2026*'" in own, "rows stand under their month"
    assert "Dec 2026" not in own, "it has not begun"
    for words in ("saved the Acme demo", "covering for me", "let the client finish", "Close 12 deals"):
        assert words in own
    assert "Acme: $90,000.00 booked" in own or "Acme: $90,000 booked" in own
    assert "Bolt" not in own, "nobody has confirmed it"
    assert "/archives/" in own
    assert "Calm under pressure" not in own
    await ana.types("/pacer evidence @ben this quarter")
    seen = said(ana.sees()[-1])
    for words in ("saved the Acme demo", "Calm under pressure", "Close 12 deals"):
        assert words in seen
    assert "covering for me" not in seen
    assert "let the client finish" not in seen
    hugo = stage.actor("hugo").goes_to("#general")
    await hugo.types("/pacer record")
    assert "Ben Walker: your feedback about Ben Walker" in said(hugo.sees()[-1]), (
        "its words were on his screen"
    )
    await ben.chooses("evidence.row", "Open")
    assert ben.modal is not None
    await ben.closes(clear=True)
    await _a_row_and_its_menu(stage)
    await leaps(stage.emulator, MONDAY + timedelta(days=60))
    await ben.types("/pacer evidence")
    assert "saved the Acme demo" not in said(ben.sees()[-1])
    await ben.types("/pacer evidence last quarter")
    assert "saved the Acme demo" in said(ben.sees()[-1])
    await ben.types("/pacer evidence last quarter")
    assert "Q4 2026: " in said(ben.sees()[-1]), "what the quarter came to"
    await ben.types("/pacer evidence 2026-12-01..2026-12-31")
    shown = said(ben.sees()[-1])
    assert "Q4 2026: " not in shown, "a month is no quarter"
    assert "90,000" not in shown, "nor is what was booked before it"


async def _a_row_and_its_menu(stage: Stage) -> None:
    """Each row opens what it is about, leads to its message, or becomes a topic that only Ana sees."""
    ana = stage.actor("ana").goes_to("#general")
    await ana.types("/pacer evidence @ben this quarter")
    shown = ana.sees()[-1]
    rows = [block for block in shown.blocks if block.get("accessory")]
    menus = {
        block["text"]["text"].partition("* ")[2]: [
            each["text"]["text"] for each in block["accessory"]["options"]
        ]
        for block in rows
    }
    for text, labels in menus.items():
        assert labels[0] == "Open", text
        assert labels[-1] == "A topic for my 1:1", text
        assert ("Go to the message" in labels) is ("saved the Acme demo" in text), text
    for block in rows:
        before = len(ana.sees())
        assert (await ana.chooses(block["block_id"], "Open", within=shown)).ok, block
        assert ana.modal is not None or len(ana.sees()) > before, block
        await ana.closes(clear=True)
    demo = next(block for block in rows if "Acme demo" in str(block))
    assert "/archives/" in (await ana.chooses(demo["block_id"], "Go to the message", within=shown)).opened_url
    await ana.chooses(demo["block_id"], "A topic for my 1:1", within=shown)
    assert "only you" in said(ana.sees()[-1]).lower()
    await ana.types("/coach @ben")
    assert "saved the Acme demo" in said(ana.sees()[-1])


async def test_nobody_else_looks(stage: Stage) -> None:
    """No mate, no outsider, no manager of another team, no admin; odd words are asked back."""
    await with_team(stage)
    await quota(stage, "ben", 300_000)
    await _a_busy_week(stage)
    for name in ("grace", "cleo", "lucia"):
        other = stage.actor(name).goes_to("#general")
        await other.types("/pacer evidence @ben")
        assert "look through this" in said(other.sees()[-1])
    ana = stage.actor("ana").goes_to("#general")
    await ana.types("/pacer evidence @hugo")
    assert "look through this" in said(ana.sees()[-1])
    await ana.types("/pacer evidence everything")
    assert "I do not understand" in said(ana.sees()[-1])
    await ana.types("/pacer evidence @ben on 31 Dec 9999")
    assert "“dec 9999” is too far away: write a year from 1900 to 2199" in said(ana.sees()[-1])
