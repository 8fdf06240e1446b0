"""The sidebar, menus, composer, modals and Inspector as pure HTML."""

from datetime import UTC, datetime

import pytest

from bot.emulator.page.avatars import actor_menu, initials
from bot.emulator.page.composer import composer_html, offers_for
from bot.emulator.page.dates import ago, day_label, ordinal
from bot.emulator.page.emoji import COMMON, EMOJI
from bot.emulator.page.header import channel_head, topbar_html
from bot.emulator.page.inspector import faults_html, faults_title, jump_to, traffic_rows
from bot.emulator.page.modal import modal_foot, modal_head, modal_rows, top_modal
from bot.emulator.page.popups import beside, confirm_dialog, emoji_menu, options_menu
from bot.emulator.page.sidebar import browse_menu, sidebar_html
from bot.emulator.page.tips import tip_html
from bot.emulator.page.view_model import names_for
from bot.emulator.state.acquaintance import everybody
from bot.emulator.state.world import Exchange, View
from tests.emulator.page.seats import MONDAY, Room
from tests.emulator.page.showcase import CONFIRM, FORM, element
from tests.emulator.page.wellformed import faults_of, words_of


def test_everybody_sees_their_own_channels() -> None:
    """Ana has the leads' private channel; Ben does not, not even by name."""
    ana, ben = Room("ana"), Room("ben")

    assert "sales-leads" in sidebar_html(ana.scene)
    assert "sales-leads" not in sidebar_html(ben.scene) + browse_menu(ben.scene)
    assert "sales-leads" not in names_for(ben.world, ben.seat.me).values()
    assert faults_of(sidebar_html(ana.scene)) == []


def test_unread_is_bold_and_mentions_are_counted() -> None:
    """Words of others make a channel bold, a mention gives it a number, one's own words do neither."""
    room = Room("ana", "general")
    room.post("ana", "mine", "wins", seconds=1)
    assert "unread" not in sidebar_html(room.scene)

    room.post("ben", f"look <@{room.seat.me.id}>", seconds=2)
    room.post("ben", "again", seconds=3)
    assert 'class="item unread" data-testid="channel-sales"' in sidebar_html(room.scene)
    assert '<span class="count" aria-label="1 unread">1</span>' in sidebar_html(room.scene)

    room.reading.mark(room.world.channel_named("sales"), room.seat.me.id)
    assert "unread" not in sidebar_html(room.scene)


def test_people_come_in_the_order_of_their_workspaces() -> None:
    """Ana, Ben, Cleo, then the rest; nobody deactivated, no bots; the other workspace is named."""
    room = Room()
    names = [user.name for user in everybody(room.world)]

    assert names[:3] == ["ana", "ben", "cleo"]
    assert not {"marek", "oncall", "pacer"} & set(names)
    assert "Head of Sales · Contoso" in words_of(actor_menu(room.scene))


def test_initials() -> None:
    """First and last name, or the one there is."""
    assert [initials(name) for name in ("Ana Silva", "Fatima Zahra Idrissi", "Pacer", "")] == [
        "AS",
        "FI",
        "P",
        "",
    ]


def test_the_head_names_the_place() -> None:
    """A channel has its topic and members; the clock is on the reader's zone."""
    room = Room("hugo")
    assert words_of(channel_head(room.scene)).startswith("salesAna's team: deals, goals, help")
    assert "Monday, November 23 · 10:30 AM" in words_of(topbar_html(room.scene))


def test_what_can_be_completed() -> None:
    """People of the own workspace with the app, own channels, every emoji."""
    offers = offers_for(Room("ben").scene)

    assert {"@ana", "@pacer"} <= {offer["value"] for offer in offers["@"]}
    assert "@noor" not in {offer["value"] for offer in offers["@"]}
    assert [offer["value"] for offer in offers["#"]] == ["#general", "#sales", "#wins"]
    assert len(offers[":"]) == len(EMOJI) >= 150
    assert set(COMMON) <= set(EMOJI)


def test_the_composer_names_where_it_writes() -> None:
    """A draft belongs to the person, the channel and the thread; threads have no shortcuts."""
    scene = Room().scene
    assert 'placeholder="Message #sales"' in composer_html(scene)
    assert 'data-testid="shortcuts"' not in composer_html(scene, "1.0")
    assert "/kudos @ben closed Acme" in tip_html(scene)
    assert "/kudos @ana closed Acme" in tip_html(Room("ben").scene)


def test_a_modal_has_its_buttons_and_errors() -> None:
    """The top of the stack is shown; submit waits visibly."""
    room = Room()
    assert top_modal(room.scene) is None
    views = [
        View(
            f"V{n}",
            room.seat.me.team_id,
            room.seat.me.id,
            "modal",
            FORM,
            "h",
            title=f"Step {n}",
            submit="Give",
        )
        for n in (1, 2)
    ]
    room.world.modals[room.seat.me.id] = views
    views[1].errors = {"why": "Say more."}

    view = top_modal(room.scene)
    assert view is views[1]
    rows = modal_rows(room.scene, view)
    assert len(rows) == len(FORM)
    assert "Say more." in rows[1].html
    assert "Step 2" in modal_head(room.scene, view)
    assert "disabled" in modal_foot(view, waiting=True)
    assert words_of(modal_foot(view, waiting=False)) == "CancelGive"
    view.submit, view.blocks = None, []
    assert words_of(modal_foot(view, waiting=False)) == "Close"


def test_menus_offer_what_slack_offers() -> None:
    """Living people of the workspace, visible channels, options under their groups, ticks on the chosen."""
    scene = Room("ben").scene
    address = {"data_holder": "V1", "data_block": "b", "data_action": "a"}

    people = options_menu(scene, element("users_select"), [], address)
    assert "Ana Silva" in people
    assert "Marek" not in people
    assert "sales-leads" not in options_menu(scene, element("conversations_select"), [], address)
    grouped = options_menu(scene, element("grouped") | {"type": "static_select"}, ["green"], address)
    assert words_of(grouped) == "WarmRedwarmColdGreenBluecold"
    assert grouped.count('aria-selected="true"') == 1
    assert faults_of(people + grouped + emoji_menu("C1:1.0")) == []


def test_a_confirmation_shows_its_words() -> None:
    """The question is mrkdwn, the answers are the element's own."""
    html = confirm_dialog(Room().scene, CONFIRM)

    assert "<b>points</b>" in html
    assert "btn-danger" in html
    assert words_of(html) == "Are you sure?This takes the points back.Keep itYes, undo"


def test_traffic_is_newest_first_and_unfolds() -> None:
    """A line has name, outcome and time; unfolded it shows what was said, safely."""
    room = Room()
    for name in ("/first", "/second"):
        body = {"text": "<b>"}
        room.world.traffic.append(
            Exchange(MONDAY, "to app", "command", name, True, 2.34, "acked", body, None)
        )

    rows = traffic_rows(room.scene)
    assert ["/second" in rows[0].html, "2.3 ms" in rows[0].html, "Request" in rows[0].html] == [
        True,
        True,
        False,
    ]
    room.seat.exchange = int(rows[0].key)
    assert "&lt;b&gt;" in traffic_rows(room.scene)[0].html


def test_faults_show_how_many_are_on() -> None:
    """The title counts the switches that are on."""
    switches = {"drop_acks": True, "api_latency_ms": 200}
    assert words_of(faults_title(switches)) == "Faults2"
    assert 'value="200"' in faults_html(switches)


@pytest.mark.parametrize(
    ("jump", "zone", "expected"),
    [
        ("hour", "UTC", datetime(2026, 11, 23, 10, 30, tzinfo=UTC)),
        ("tomorrow", "UTC", datetime(2026, 11, 24, 9, tzinfo=UTC)),
        ("tomorrow", "America/New_York", datetime(2026, 11, 24, 14, tzinfo=UTC)),
        ("monday", "Europe/Paris", datetime(2026, 11, 30, 8, tzinfo=UTC)),
    ],
)
def test_the_clock_jumps_in_the_readers_zone(jump: str, zone: str, expected: datetime) -> None:
    """Tomorrow and Monday are those of the acting person, at nine."""
    assert jump_to(jump, MONDAY, zone) == expected


def test_a_menu_stays_in_the_window() -> None:
    """Under what was clicked, above it low in the window, never beyond the right edge."""
    assert beside([100, 100, 140, 130, 1440, 900]) == "left:100px;top:134px"
    assert beside([1400, 800, 1430, 830, 1440, 900]) == "left:1104px;bottom:104px"
    assert beside([300, 20, 330, 50, 390, 844]) == "left:54px;top:54px"


def test_days_and_ages_in_words() -> None:
    """Near days have names, far ones a date; ages are rounded down."""
    today = MONDAY.date()
    assert [day_label(today.replace(day=day), today) for day in (23, 22, 11)] == [
        "Today",
        "Yesterday",
        "Wednesday, November 11th",
    ]
    assert day_label(today.replace(year=2025), today) == "Sunday, November 23rd, 2025"
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "12th",
        "13th",
        "21st",
        "112th",
    ]
    assert ago(MONDAY.replace(hour=7), MONDAY) == "2 hours ago"
    assert ago(MONDAY, MONDAY) == "just now"
