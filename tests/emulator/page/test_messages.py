"""A channel's messages as Slack shows them."""

from datetime import timedelta

from bot.emulator.page.messages import MessageRow, message_rows
from bot.emulator.page.view_model import SLACKBOT
from bot.emulator.state.world import SlackMessage
from tests.emulator.page.seats import MONDAY, Room
from tests.emulator.page.wellformed import faults_of, words_of


def rows_of(room: Room, thread: str | None = None) -> list[MessageRow]:
    """The rows of the place where the seat is."""
    return message_rows(room.scene, room.scene.channel, thread)


def test_days_are_divided_and_people_named() -> None:
    """Each day has a line; a message has its author and the time on the reader's clock."""
    room = Room()
    room.post("ben", "a new day", seconds=86_400)
    room.clock.move_to(MONDAY + timedelta(days=1))
    rows = rows_of(room)

    assert [words_of(row.html) for row in rows if row.key[:2] == "-2"] == ["Yesterday", "Today"]
    assert "Ana Silva8:02 AMPipeline review at 3" in words_of(rows[2].html)
    assert all(faults_of(row.html) == [] for row in rows)


def test_an_empty_place_says_what_it_is() -> None:
    """The beginning of a channel or of direct messages is said."""
    room = Room()
    direct = room.world.direct_channel(room.seat.me.id, room.world.named("ben").id)

    rows = message_rows(room.scene, direct)
    assert [words_of(row.html) for row in rows] == [
        "This is the very beginning of your direct messages with Ben Walker."
    ]


def test_messages_of_one_person_within_five_minutes_stand_together() -> None:
    """The second repeats no name, one after five minutes does."""
    room = Room()
    for seconds in (0, 60, 400):
        room.post("ben", f"at {seconds}", seconds=seconds)

    html = [row.html for row in rows_of(room)][-3:]
    assert ["Ben Walker" in one for one in html] == [True, False, True]


def test_the_same_instant_reads_differently_elsewhere() -> None:
    """Hugo in Paris sees nine o'clock where Ana in London sees eight."""
    hugo = rows_of(Room("hugo"))
    assert "9:02 AM" in hugo[2].html


def test_only_the_newest_hundred_are_shown() -> None:
    """The rest waits behind a button that says how many there are."""
    room = Room()
    for number in range(150):
        room.post("ben", f"n{number}", seconds=number)

    rows = rows_of(room)
    assert sum(not row.key.startswith(("-", "earlier")) for row in rows) == 100
    assert words_of(rows[0].html) == "Show earlier (55)"


def test_ephemeral_words_are_for_one_person() -> None:
    """Ana sees them marked, Ben does not see them, and hidden ones are gone."""
    room = Room()
    message = room.post("ana", "psst", ephemeral_to=room.seat.me.id)

    assert "Only visible to you" in rows_of(room)[-1].html
    room.seat.hidden.add(message.ts)
    assert "psst" not in rows_of(room)[-1].html
    room.seat.hidden.clear()
    room.seat.me = room.world.named("ben")
    assert "psst" not in rows_of(room)[-1].html


def test_slackbots_notes_belong_to_the_person_and_the_place() -> None:
    """What Slack refused Ana in a thread is neither in the channel nor before Ben."""
    room = Room()
    parent = room.post("ben", "hi")
    note = SlackMessage(
        "1.0", parent.channel_id, SLACKBOT, "no", thread_ts=parent.ts, ephemeral_to=room.seat.me.id
    )
    room.seat.notes.append(note)

    assert any("Slackbot" in row.html for row in rows_of(room, parent.ts))
    assert not any("Slackbot" in row.html for row in rows_of(room))


def test_threads_are_counted_under_their_parent() -> None:
    """Replies are not in the channel; the parent says how many there are."""
    room = Room()
    parent = room.post("ben", "hi")
    room.post("ana", "ho", seconds=5, thread_ts=parent.ts)
    room.post("grace", "hum", seconds=9, thread_ts=parent.ts)

    assert "2 replies" in words_of(rows_of(room)[-1].html)
    assert [words_of(row.html) for row in rows_of(room, parent.ts)][1] == "2 replies"
    assert "hum" in rows_of(room, parent.ts)[-1].html


def test_reactions_say_who_gave_them() -> None:
    """One's own are marked and named first; a reaction that nobody holds is gone."""
    room = Room()
    people = [room.world.named(name).id for name in ("ben", "ana")]
    room.post("grace", "won!", reactions={"tada": people, "eyes": []})

    html = rows_of(room)[-1].html
    assert 'title="You, Ben Walker reacted with :tada:"' in html
    assert 'aria-pressed="true"' in html
    assert "eyes" not in html


def test_edited_blocks_and_mentions() -> None:
    """Edited words are marked, blocks are not; a mention of the reader is highlighted."""
    room = Room()
    text = {"type": "mrkdwn", "text": f"Board for <@{room.seat.me.id}>"}
    blocks = [{"type": "section", "block_id": "h", "text": text}]
    room.post("ben", "fallback", blocks=blocks, edited_ts="1.0")

    html = rows_of(room)[-1].html
    assert words_of(html).endswith("Board for @Ana Silva")
    assert 'class="mention me"' in html


def test_new_messages_stand_under_a_line() -> None:
    """The line is where the reader had stopped."""
    room = Room()
    fresh = room.post("ben", "new one", seconds=1)
    room.seat.new_from[fresh.channel_id] = fresh.ts

    assert [row.key for row in rows_of(room)][-2:] == ["-new", fresh.ts]
