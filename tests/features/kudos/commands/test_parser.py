"""What people write after /kudos, and fill into its form, as an intent."""

import pytest

from bot.common.errors import BadInput
from bot.features.kudos.commands.form_input import from_form
from bot.features.kudos.commands.intents import (
    Intent,
    Me,
    OpenKudosForm,
    ShowKudosHelp,
    Top,
    UndoKudos,
    Values,
)
from bot.features.kudos.commands.parser import GRAMMAR
from bot.features.kudos.rules.giving import GiveKudos

EMOJI = "taco"


def read(text: str) -> Intent:
    """The intent of a text."""
    return GRAMMAR.parse(text, EMOJI)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("", OpenKudosForm()),
        ("   ", OpenKudosForm()),
        ("help", ShowKudosHelp()),
        ("HELP", ShowKudosHelp()),
        ("me", Me()),
        ("values", Values()),
        ("undo", UndoKudos()),
        ("Undo ", UndoKudos()),
        ("top", Top()),
        ("top this week", Top("this week")),
        ("TOP  Last   Month", Top("last month")),
        ("top givers", Top(givers=True)),
        ("top givers all time", Top("all time", givers=True)),
        ("top all time givers", Top("all time", givers=True)),
        ("top receivers this month", Top("this month")),
        ("top <@U2>", Top(person="U2")),
        ("top <@U2|ben> last month", Top("last month", "U2")),
        ("top last month <@W2>", Top("last month", "W2")),
        ("top\tthis week", Top("this week")),
        ("undo\n", UndoKudos()),
        ("help <@U2>", ShowKudosHelp()),
    ],
)
def test_verbs(text: str, intent: Intent) -> None:
    """A verb alone, or with what belongs to it, in any order and case."""
    assert read(text) == intent


@pytest.mark.parametrize(
    "text",
    [
        "help me thank <@U2>",
        "undo that worry, <@U2>, you were great",
        "me and <@U2> did it",
        "values like yours, <@U2>",
        "top dog: <@U2>",
        "privately I admire <@U2>",
        "private-label deal of <@U2>",
        "for <@U2>, who never gives up",
        "for the third time <@U2> saved us",
    ],
)
def test_a_verb_with_other_words_and_somebody_mentioned_is_a_kudos(text: str) -> None:
    """The first word is a verb only if all that follows fits it; the sentence is kept whole."""
    assert read(text) == GiveKudos(("U2",), 1, text)


@pytest.mark.parametrize(
    ("text", "recipients", "points", "reason"),
    [
        ("<@U2> closed Acme", ("U2",), 1, "closed Acme"),
        ("<@U2|ben> closed Acme", ("U2",), 1, "closed Acme"),
        ("<@W2|ben> closed Acme", ("W2",), 1, "closed Acme"),
        ("<@U2> for closing Acme", ("U2",), 1, "closing Acme"),
        ("<@U2>: closed Acme", ("U2",), 1, "closed Acme"),
        ("<@U2> - closed Acme", ("U2",), 1, "closed Acme"),
        ("<@U2>\nclosed\nAcme", ("U2",), 1, "closed\nAcme"),
        ("<@U2> -- for: closing Acme", ("U2",), 1, "closing Acme"),
        ("<@U2> :tada: closed Acme", ("U2",), 1, ":tada: closed Acme"),
        ("<@U2>: :tada: closed Acme", ("U2",), 1, ":tada: closed Acme"),
        ("<@U2>::tada: closed Acme", ("U2",), 1, ":tada: closed Acme"),
        ("<@U2> -30% churn", ("U2",), 1, "-30% churn"),
        ("<@U2> for-profit and for real", ("U2",), 1, "for-profit and for real"),
        ("<@U2>'s call was great", ("U2",), 1, "<@U2>'s call was great"),
        ("<@U2> and <@U3>’s call", ("U2", "U3"), 1, "<@U2> and <@U3>’s call"),
        ("<@U2> for", ("U2",), 1, ""),
        ("for <@U2>", ("U2",), 1, ""),
        ("<@U2>, for <@U3>", ("U2", "U3"), 1, ""),
        ("<@U2> \u202eright to left\u202c \u200b", ("U2",), 1, "\u202eright to left\u202c \u200b"),
        ("<@U2> <<<> |>> &lt; <nested <https://x>", ("U2",), 1, "<<<> |>> &lt; <nested <https://x>"),
        ("<@U2> " + "谢" * 5000, ("U2",), 1, "谢" * 5000),
        ("<@U2> <@U3> both", ("U2", "U3"), 1, "both"),
        ("<@U2>, <@U3> and <@U4> all", ("U2", "U3", "U4"), 1, "all"),
        ("<@U2> And <@U3> both", ("U2", "U3"), 1, "both"),
        ("<@U2> &amp; <@U3> both", ("U2", "U3"), 1, "both"),
        ("<@U2> + <@U3> both", ("U2", "U3"), 1, "both"),
        ("<@U2>/<@U3> both", ("U2", "U3"), 1, "both"),
        ("<@U2>; <@U3>; both", ("U2", "U3"), 1, "both"),
        ("<@U2>、<@U3>，谢谢", ("U2", "U3"), 1, "谢谢"),
        ("<@U2>, <@U3>, and <@U4> all", ("U2", "U3", "U4"), 1, "all"),
        ("<@U2>and<@U3>\n\n<@U4>\tall", ("U2", "U3", "U4"), 1, "all"),
        ("<@U2> and team closed it", ("U2",), 1, "and team closed it"),
        ("<@U2> andrew helped", ("U2",), 1, "andrew helped"),
        ("<@U2> & <@U3> both", ("U2", "U3"), 1, "& <@U3> both"),
        ("<@U2> <@U2> <@U2|ben> once", ("U2",), 1, "once"),
        ("<@U2> great :tada: :tada:", ("U2",), 1, "great :tada: :tada:"),
        ("thanks <@U2> for the call", ("U2",), 1, "thanks <@U2> for the call"),
        ("<@U2> closed it with <@U3>", ("U2", "U3"), 1, "closed it with <@U3>"),
        ("<@U2> &lt;@U3&gt; is text", ("U2",), 1, "&lt;@U3&gt; is text"),
        ("<@U2> <!channel> look", ("U2",), 1, "<!channel> look"),
        ("<@U2> <!subteam^S1|@sales> look", ("U2",), 1, "<!subteam^S1|@sales> look"),
        ("<@U2> with @bob", ("U2",), 1, "with @bob"),
        ("<@U2|ben &lt;3&gt;> closed Acme", ("U2",), 1, "closed Acme"),
        ("<@U2> :+1: great", ("U2",), 1, ":+1: great"),
        ("<@U2> top", ("U2",), 1, "top"),
        ("<@U2> +1 <@U3", ("U2",), 1, "<@U3"),
        ("<@U2> the payload &amp; %20 a+b", ("U2",), 1, "the payload &amp; %20 a+b"),
        ("<@U2> 谢谢 :heart: “quoted” `code` ```x", ("U2",), 1, "谢谢 :heart: “quoted” `code` ```x"),
        (
            "<@U2> see <https://acme.example/a?b=1|the deal>",
            ("U2",),
            1,
            "see <https://acme.example/a?b=1|the deal>",
        ),
    ],
)
def test_kudos(text: str, recipients: tuple[str, ...], points: int, reason: str) -> None:
    """People anywhere, the amount beside them, the rest is the reason as typed."""
    intent = read(text)

    assert isinstance(intent, GiveKudos)
    assert (intent.recipients, intent.points, intent.reason) == (recipients, points, reason)
    assert not intent.private


@pytest.mark.parametrize("text", ["undo <@U2>", "me <@U2>", "values <@U2>, <@U3>"])
def test_a_verb_is_no_reason(text: str) -> None:
    """Whoever writes `undo @ben` does not mean to thank Ben again: nothing is recorded, help says why."""
    intent = read(text)

    assert isinstance(intent, ShowKudosHelp)
    assert "stands alone" in str(intent.reason)


def test_tags() -> None:
    """Tags in the words, in any case, and those that Slack took for a channel's name."""
    intent = read("<@U2> did it #Teamwork #teamwork <#C0ABC|ownership> a&amp;b #1 (#Équipe)")

    assert isinstance(intent, GiveKudos)
    assert intent.values == ("teamwork", "ownership", "1", "équipe")


@pytest.mark.parametrize(
    "text", ["<https://x.example/#teamwork|it>", "<https://x#a>", "<#C1|> <#C1>", "&#39;"]
)
def test_no_tags(text: str) -> None:
    """The end of a link, a channel without a name and an escape are no tags."""
    intent = read(f"<@U2> see {text}")

    assert isinstance(intent, GiveKudos)
    assert intent.values == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!channel> great work", "by name"),
        ("<!subteam^S1|@sales> great work", "by name"),
        ("top dogs", "no such board"),
    ],
)
def test_refused_with_a_sentence(text: str, words: str) -> None:
    """What cannot be meant is said, with how to write it."""
    with pytest.raises(BadInput) as refusal:
        read(text)
    assert words in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "@bob thanks",
        "thanks a lot @bob.smith",
        "&lt;@U3&gt; great",
        "top @bob",
        "private @bob thanks",
        "@here hi",
    ],
)
def test_a_plain_at_is_nobody(text: str) -> None:
    """Without a real mention there is nobody: help, with how to pick the person."""
    intent = read(text)

    assert isinstance(intent, ShowKudosHelp)
    assert "pick the person" in str(intent.reason)


def test_nobody_at_all() -> None:
    """Words without a person are answered with help."""
    assert isinstance(read("thanks for everything"), ShowKudosHelp)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("<@U2> closed Acme", True),
        ("private <@U2> thank you", True),
        ("undo", True),
        ("<@U2> +99 great", True),
        ("", False),
        ("top <@U2>", False),
        ("me", False),
        ("help", False),
        ("undo <@U2>", True),
        ("thanks for everything", False),
    ],
)
def test_actions_and_questions(text: str, action: bool) -> None:
    """By the verb alone; where none is, by somebody who is mentioned."""
    assert GRAMMAR.writes(text) is action


def test_a_form() -> None:
    """A form's raw text is escaped into the wire form, duplicates collapse, the chosen value counts."""
    typed = " a < b & <@U9> #hustle "
    gift = from_form(("U2", "U3", "U2"), points=2, reason=typed, value="Teamwork", private=True)

    escaped = "a &lt; b &amp; &lt;@U9&gt; #hustle"
    assert gift == GiveKudos(("U2", "U3"), 2, escaped, ("hustle", "teamwork"), private=True)
