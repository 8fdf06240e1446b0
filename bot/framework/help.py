"""How commands are written: what the features tell of each, and the one view of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.slack.blocks import Message, actions, button, context, header, section
from bot.slack.text import packed

# Slack shows a hint on one line beside the command, and cuts what is longer.
_HINT = 100


@dataclass(frozen=True)
class HelpTopic:
    """How to write one command such as `/goal`, or one word of `/pacer` such as `/pacer snooze`.

    `usages`: what may follow it ("" for nothing), and what that does; what most people need stands first.
    What is optional stands in brackets. `notes`: what else there is to know. `begin`: label and action_id of
    a button to begin with. Several features may tell of one command: the catalog joins them.
    """

    command: str
    usages: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()
    begin: tuple[str, str] | None = None

    @property
    def hint(self) -> str:
        """The first usages, as Slack shows them while one types; "" where nothing follows the command."""
        shown = ""
        for usage in (usage for usage, _ in self.usages if usage):
            longer = f"{shown} | {usage}" if shown else usage
            if len(longer) > _HINT:
                break
            shown = longer
        return shown

    @property
    def example(self) -> str:
        """The first usage; in brackets if it is a lone verb and the command alone means something too."""
        written = [usage for usage, _ in self.usages]
        first = next(filter(None, written), "")
        return f"[{first}]" if "" in written and first.isalpha() else first

    def joined(self, later: "HelpTopic") -> "HelpTopic":
        """This topic with what a later feature tells of the same command."""
        return replace(self, usages=(*self.usages, *later.usages), notes=(*self.notes, *later.notes))


def hint_message(topic: HelpTopic, reason: str) -> Message:
    """Why words were not understood, with the button to begin with, and no more of how to write them."""
    return Message(reason, [section(reason), *([actions(button(*topic.begin))] if topic.begin else [])])


def help_message(
    topic: HelpTopic, *, title: str = "", reason: str | None = None, notes: Sequence[str] = ()
) -> Message:
    """How to write a command; `reason` tells why, where nobody asked. `notes` are more than the topic's."""
    title = title or f"How to write {topic.command}"
    lines = [f"• `{f'{topic.command} {usage}'.strip()}`: {meaning}" for usage, meaning in topic.usages]
    blocks = [section(reason) if reason else header(title), *(section(text) for text in packed(lines))]
    blocks += [context(note) for note in (*topic.notes, *notes)]
    if topic.begin:
        blocks.append(actions(button(*topic.begin)))
    return Message(reason or title, blocks)
