"""Reads HTML as a browser would and says what is wrong with it."""

from html.parser import HTMLParser

TAGS = frozenset(
    {
        "a",
        "article",
        "b",
        "blockquote",
        "br",
        "button",
        "code",
        "details",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "hr",
    }
    | {
        "i",
        "img",
        "input",
        "label",
        "li",
        "nav",
        "ol",
        "p",
        "pre",
        "s",
        "section",
        "slack-chart",
        "span",
        "summary",
        "table",
    }
    | {"tbody", "td", "textarea", "th", "thead", "time", "tr", "u", "ul"}
)
VOID = frozenset({"br", "hr", "img", "input"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong.append(f"<{tag}> is not ours")
        for name, value in attrs:
            if name.startswith("on") or (name in ("href", "src") and "script:" in (value or "").lower()):
                self.wrong.append(f"{name}={value} can run")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def faults_of(html: str) -> list[str]:
    """What is wrong: foreign tags, attributes that run, tags that cross or stay open."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [*reader.wrong, *(f"<{tag}> stays open" for tag in reader.open)]


def words_of(html: str) -> str:
    """The words that a reader sees."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.words)
