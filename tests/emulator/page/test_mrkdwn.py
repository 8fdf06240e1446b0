"""Slack's mrkdwn becomes the HTML that a reader of Slack expects, and never anything else."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.emulator.page.dates import When
from bot.emulator.page.mrkdwn import mrkdwn_to_html, plain_to_html
from tests.emulator.page.wellformed import faults_of, words_of

NAMES = {"U1": "Ben <Walker>", "C1": "sales"}
WHEN = When(datetime(2026, 11, 23, 9, tzinfo=UTC), "Europe/Berlin")
MARKS = [
    "*",
    "_",
    "~",
    "`",
    "```",
    "<",
    ">",
    "|",
    "&lt;",
    "&gt;",
    "&amp;",
    "&",
    "\n",
    ">>>",
    ":tada:",
    ":",
    '"',
]
MARKS += [
    "<@U1>",
    "<#C1|x>",
    "<!here>",
    "<!date^1798700000^{date} at {time}|f>",
    "<https://a.b/?x=\"'|l>",
    "'",
]
MARKS += ["http://c.d/_e_", "<javascript:alert(1)|x>", "<script>", "a", "b c", " ", "\ue000", "0\ue001", "é"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _it_ ~st~", "<b>bold</b> <i>it</i> <s>st</s>"),
        ("*_both_*", "<b><i>both</i></b>"),
        ("*a _b* c_", "<b>a _b</b> c_"),
        ("snake_case_name 2*3*4", "snake_case_name 2*3*4"),
        ("* not bold * and *nor\nthis*", "* not bold * and *nor<br>this*"),
        ("`*code* <b>`", "<code>*code* &lt;b&gt;</code>"),
        ("```\na *b*\n&lt;i&gt;\n```", "<pre>a *b*\n&lt;i&gt;</pre>"),
        ("a\n> q1\n&gt; q2\nb", "a<blockquote>q1<br>q2</blockquote>b"),
        (">>> all\nthe rest", "<blockquote>all<br>the rest</blockquote>"),
        ("&lt;@U1&gt; &amp;amp;", "&lt;@U1&gt; &amp;amp;"),
        ("<@U1>", '<span class="mention" data-user="U1">@Ben &lt;Walker&gt;</span>'),
        ("<@U9|zoe>", '<span class="mention" data-user="U9">@zoe</span>'),
        ("<!channel>", '<span class="mention broadcast">@channel</span>'),
        ("<!subteam^S1|@reps>", '<span class="mention">@reps</span>'),
        ("<javascript:alert(1)|x>", "&lt;javascript:alert(1)|x&gt;"),
        (":nope: 1:30:45", ":nope: 1:30:45"),
        ("<!date^nonsense^{date}|then>", "then"),
    ],
)
def test_each_mark(text: str, html: str) -> None:
    """Each mark of mrkdwn has its HTML; what only looks like a mark stays as it is."""
    assert mrkdwn_to_html(text, NAMES, WHEN) == html


def test_links_open_elsewhere_and_tell_nobody() -> None:
    """Links, labelled or bare, open in a new tab without a referrer; the full stop is not part of one."""
    html = mrkdwn_to_html("<https://a.b/x_y|the *deal*> and http://c.d/e.", {})

    assert '<a href="https://a.b/x_y" target="_blank" rel="noopener noreferrer">the *deal*</a>' in html
    assert html.endswith("http://c.d/e</a>.")


def test_a_channel_is_a_button_that_goes_there() -> None:
    """A channel chip can be clicked; a channel without a name for this reader shows none."""
    assert 'data-event="go" data-channel="C1">#sales</button>' in mrkdwn_to_html("<#C1|old>", NAMES)
    assert "#private-channel" in mrkdwn_to_html("<#C9|>", NAMES)


def test_dates_are_on_the_readers_clock() -> None:
    """A date token is written in the reader's zone, and as its fallback when there is none."""
    token = "<!date^1795428000^{date_short_pretty} at {time}|then>"

    assert words_of(mrkdwn_to_html(token, {}, WHEN)) == "today at 11:00 AM"
    assert mrkdwn_to_html(token, {}) == "then"


def test_emoji_and_skin_tones() -> None:
    """A short name becomes its emoji, with the skin tone asked for."""
    assert "🎉" in mrkdwn_to_html("*:tada:*", {})
    assert "👋🏽" in mrkdwn_to_html(":wave::skin-tone-4:", {})


def test_plain_text_knows_emoji_only() -> None:
    """plain_text shows marks as they are."""
    assert words_of(plain_to_html("*a* <@U1> :tada:\nb")) == "*a* <@U1> 🎉b"


@settings(deadline=None)  # a busy machine is no fault of the text
@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=30).map("".join))
@example("*" * 3000)
@example("*a* " * 2000)
def test_any_text_is_safe_and_well_formed(text: str) -> None:
    """Whatever anybody types, the HTML nests, has tags of ours only, and nothing in it can run."""
    assert faults_of(mrkdwn_to_html(text, NAMES, WHEN)) == []
    assert faults_of(plain_to_html(text)) == []


@given(
    st.text(alphabet=st.characters(exclude_characters="*_~`<>&|:\n", exclude_categories=["Co", "Cs", "Cc"]))
)
def test_plain_words_stay_what_they_are(text: str) -> None:
    """Words without marks are shown unchanged."""
    assert words_of(mrkdwn_to_html(text, {})) == text
