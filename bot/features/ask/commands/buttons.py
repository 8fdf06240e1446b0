"""What a button types, or fills a form with, for what is never done by words alone. Pure."""

import re

from bot.features.ask.rules.facts import AskIntent, Reading

# Names of buttons: one types its value, one opens a form with it.
# What somebody wrote is carried on to the form as far as a button holds it: Slack takes 2,000 characters.
_LONGEST_FREE = 1000
TYPE, THANK, WON = "ask.type", "ask.thank", "ask.won"


def cut(words: str) -> str:
    """Words in Slack's escaped form, at most as many as a button holds; no sign is cut in two."""
    if len(words) <= _LONGEST_FREE:
        return words
    return re.sub("&[a-z]{0,3}$|<[^>]*$", "", words[:_LONGEST_FREE])


def filled(reading: Reading) -> str:
    """What the form of this reading is filled with, or the command that opens it, in Slack's escaped form."""
    slots, free = reading.slots, cut(reading.free)
    people = " ".join(f"<@{who}>" for who in slots.people)
    match reading.intent:
        case AskIntent.thank:
            words = f"{people} {free}"
        case AskIntent.won:
            words = f"won {slots.money} {free}"
        case AskIntent.feedback:
            words = f"/feedback {people} {free}" if people else "/feedback give"
        case AskIntent.ask_feedback:
            words = f"/feedback ask {people} {free}" if people else "/feedback ask"
        case AskIntent.quiet:
            words = f"/pacer snooze {free.lower()}"
        case AskIntent.checkin:
            words = "/goal checkin"
        case AskIntent.topic:
            words = f"/coach topic {people} {free}"
        case AskIntent.goal:
            words = free
        case _:
            words = ""
    return " ".join(words.split())
