"""Short answers: what was said, what is not understood, what is there already. Pure."""

from bot.features.coaching.rules.facts import CoachingTalk, CoachingTopic
from bot.features.coaching.rules.ids import ADD_ACTION, ADD_TOPIC, OPEN, RHYTHM
from bot.features.coaching.rules.pages import PairPage
from bot.features.coaching.views.page import card_of, page_blocks
from bot.features.coaching.views.talk import close_text
from bot.slack.blocks import Message, actions, button, section

LIST = "coaching.list"


def told(sentence: str) -> Message:
    """One sentence that something was done."""
    return Message(sentence, [section(f":white_check_mark: {sentence}")])


def said(page: PairPage, talk: CoachingTalk) -> Message:
    """What the two said of a talk, above their page."""
    text = close_text(card_of(page, talk))
    others = [each for each in page.waiting if each.id != talk.id]
    blocks = [section(text)] if others == list(page.waiting) else []
    return Message(text, [*blocks, *page_blocks(page)])


def topic_told(topic: CoachingTopic) -> str:
    """That a topic is on the agenda, and who sees it."""
    if topic.is_private:
        return "On your agenda. Only you see it, until you share it."
    return "On the agenda."


def second_series(sentence: str, other_id: str) -> Message:
    """That there is a rhythm already, with the way to change it."""
    row = actions(button("Change the rhythm", RHYTHM, value=other_id), button("Open", OPEN, value=other_id))
    return Message(sentence, [section(sentence), row])


def unknown(word: str, near: str) -> Message:
    """That a word is no verb of `/coach`; the nearest one, or what is most likely meant."""
    if near:
        text = f"I do not know *{word}*. Did you mean `/coach {near}`?"
        return Message(text, [section(text)])
    text = f"I do not know *{word}*."
    row = actions(
        button("Your 1:1s", LIST), button("Add a topic", ADD_TOPIC), button("Add an action", ADD_ACTION)
    )
    return Message(text, [section(text), row])
