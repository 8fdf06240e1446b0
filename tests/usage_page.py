"""The page of all commands, made of what the features tell of each."""

from collections.abc import Iterable

from bot.framework.help import HelpTopic

INTRODUCTION = """# All commands

What may follow each command, and what it does. The same comes in Slack when a command is followed by `help`.
What stands in brackets is optional. This page is made from the commands themselves.
"""


def _row(command: str, usage: str, meaning: str) -> str:
    written, told = (text.replace("|", "\\|") for text in (f"{command} {usage}".strip(), meaning))
    return f"| `{written}` | {told} |"


def _table(topic: HelpTopic) -> str:
    rows = [_row(topic.command, usage, meaning) for usage, meaning in topic.usages]
    table = "\n".join(["| written | what it does |", "|---|---|", *rows])
    return "\n\n".join([f"## {topic.command}", table, *topic.notes])


def usage_page(topics: Iterable[HelpTopic]) -> str:
    """Markdown of all commands in order of their names; `topics` are those of the catalog, in any order."""
    tables = [_table(topic) for topic in sorted(topics, key=lambda topic: topic.command)]
    return "\n\n".join([INTRODUCTION.strip(), *tables]) + "\n"
