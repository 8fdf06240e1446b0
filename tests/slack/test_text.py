"""Slack's text forms, and people's words repeated harmlessly."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.slack.text import escape, harmless, mentions, name_of, pieces, plain, unescape, without_mention_of

NAMES = {"U2": "Ben", "U3": "A&lt;b&gt;&amp;c"}


@given(st.text())
@example("&lt;b&gt; &amp;amp;")
def test_escaping_comes_back(text: str) -> None:
    """What is escaped and unescaped is what it was."""
    assert unescape(escape(text)) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("hello", "hello"),
        ("<@U2> and <@U2|old name>", "@Ben and @Ben"),
        ("<@U9|secret>", "@someone"),
        ("<@U3>", "@A&lt;b&gt;&amp;c"),
        ("<!channel> <!here|here> <!everyone>", "@channel @here @everyone"),
        ("<!subteam^S1|@sales>", "@sales"),
        ("<!subteam^S1>", "a group"),
        ("<!date^1^{date}^https://x|today>", "today"),
        ("<#C1|general> <#C2|>", "<#C1> <#C2>"),
        (
            "<https://acme.example|Acme> <mailto:a@b.example|a@b>",
            "<https://acme.example|Acme> <mailto:a@b.example|a@b>",
        ),
        ("a &lt;@U3&gt; &amp; b", "a &lt;@U3&gt; &amp; b"),
        ("a < b > c", "a &lt; b &gt; c"),
        ("<https://x|<!channel>>", "&lt;https://x|@channel&gt;"),
        ("<javascript:alert(1)|click>", "&lt;javascript:alert(1)|click&gt;"),
        ("<#C1|secret-deal> and <#G2|board>", "<#C1> and <#G2>"),
        ("<!channel|innocent> <!subteam^S1|<!here>>", "@channel &lt;!subteam^S1|@here&gt;"),
        ("<@U2", "&lt;@U2"),
        ("<!channel", "&lt;!channel"),
        ("&amp;lt;!channel&amp;gt;", "&amp;lt;!channel&amp;gt;"),
        ("```open", "```open```"),
        ("```a``` and ```", "```a``` and ``````"),
        ("```closed```", "```closed```"),
        ("`a` *b* _c_ 谢谢 :tada:", "`a` *b* _c_ 谢谢 :tada:"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_harmless(text: str, shown: str) -> None:
    """Nobody is pinged, no label of a private channel is told, markup and links stay."""
    assert harmless(text, NAMES) == shown


SIGNS = st.sampled_from(
    ["<", ">", "!", "@", "#", "|", "U2", "C1", "channel", "`", "```", "&lt;", "http://x", " ", "^"]
)


@given(st.text() | st.lists(SIGNS, max_size=30).map("".join))
def test_harmless_never_pings_and_is_stable(text: str) -> None:
    """No mention and no broadcast is left, and doing it again changes nothing."""
    once = harmless(text, NAMES)

    assert "<@" not in once
    assert "<!" not in once
    assert harmless(once, NAMES) == once


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<@U2> <@U9> <!here>", "@Ben @someone @here"),
        (
            "<#C1|secret-deal> <https://acme.example|Acme> <https://b.example>",
            "#channel Acme https://b.example",
        ),
        ("a &lt; b &amp; c", "a < b & c"),
        ("<@U3>", "@A<b>&c"),
        ("&amp;lt;", "&lt;"),
        ("<!subteam^S1|@sales> <mailto:a@b.example>", "@sales mailto:a@b.example"),
        ("*bold* ```code", "*bold* ```code"),
    ],
)
def test_plain(text: str, words: str) -> None:
    """Without any markup, as it would be read aloud."""
    assert plain(text, NAMES) == words


def test_mentions() -> None:
    """Each person once, in order, whatever the label; escaped text is no mention."""
    assert mentions("<@U2|x> <@W3> <@U2> &lt;@U4&gt; <@u5> <!here>") == ["U2", "W3"]


def test_without_mention_of() -> None:
    """Only this user's mention goes, with or without label."""
    assert without_mention_of("U1", "<@U1> <@U2> hi <@U1|pacer>") == "<@U2> hi"


@given(st.text() | st.lists(SIGNS, max_size=60).map("".join), st.integers(8, 40))
def test_pieces_are_short_and_whole(text: str, longest: int) -> None:
    """Every piece fits, no link or escape is cut, and where nothing is too long nothing is lost."""
    calm = harmless(text, NAMES)
    found = pieces(calm, longest)

    assert all(len(piece) <= longest for piece in found)
    assert all(piece.count("<") == piece.count(">") for piece in found)
    if not any(len(token) > longest for token in re.findall(r"<[^<>]*>", calm)):
        assert "".join(found) == calm


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Ben Walker", "Ben Walker"),
        ("ben_walker", "ben_walker"),
        ("_Ben_", "＿Ben＿"),
        ("J. (_ops_) Doe", "J. (＿ops＿) Doe"),
        ("*Ann* ~x~ `y`", "∗Ann∗ ∼x∼ ˋyˋ"),
        ("R&D <now>", "R&amp;D &lt;now&gt;"),
    ],
)
def test_a_name_leaves_its_line_as_it_is(raw: str, shown: str) -> None:
    """Signs that would format are shown by others that look like them."""
    assert name_of(raw) == shown
