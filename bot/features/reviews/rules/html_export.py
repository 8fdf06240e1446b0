"""A finished review as one self-contained HTML page, for screen and print; pure."""

from html import escape
from string import Template

from bot.common.date_ranges import short_day
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import QUESTIONS
from bot.features.reviews.rules.facts import ReviewPart, VisibleReview

_PAGE = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>$title</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; } h2 { border-bottom: 1px solid #ccc; margin-top: 2rem; }
.small { color: #555; } .words { white-space: pre-wrap; overflow-wrap: anywhere; }
@media print { body { margin: 0; } h2, h3 { break-after: avoid; } }
</style>
</head>
<body>
<h1>$title</h1>
<p class="small">$days. Reviewed by $manager.</p>
$body
<p class="small">$signed</p>
</body>
</html>
""")
_TITLES = {
    PartKind.own: "In their own words",
    PartKind.manager: "From the manager",
    PartKind.peer: "From a peer",
    PartKind.upward: "To the manager",
}


def page_of(shown: VisibleReview) -> bytes:
    """The page as UTF-8 HTML, with the parts that its viewer may read.

    Names come escaped, words are escaped here.
    """
    review, cycle = shown.review, shown.cycle
    body = [_part(each) for each in shown.readable]
    if shown.actions:
        lines = "".join(f"<li>{escape(each.text)}</li>" for each in shown.actions)
        body.append(f"<h2>Agreed</h2><ul>{lines}</ul>")
    if review.comment:
        body.append(f'<h2>Comment</h2><p class="words">{escape(review.comment)}</p>')
    person = shown.names.get(review.person_id, "Someone")
    return _PAGE.substitute(
        title=f"{person}: {cycle.name}",
        days=f"About {short_day(cycle.first)} to {short_day(cycle.last)} {cycle.last.year}",
        manager=shown.names.get(review.manager_id, "Someone"),
        body="\n".join(body),
        signed=_signed(shown),
    ).encode()


def _part(part: ReviewPart) -> str:
    kind = PartKind(part.kind)
    parts = [f"<h2>{_TITLES[kind]}</h2>"]
    for section, question in QUESTIONS[kind].items():
        words = (part.answers or {}).get(section.value, "")
        if words:
            parts.append(f'<h3>{question}</h3><p class="words">{escape(words)}</p>')
    return "\n".join(parts)


def _signed(shown: VisibleReview) -> str:
    review = shown.review
    both = ((review.person_id, review.person_signed_at), (review.manager_id, review.manager_signed_at))
    return ". ".join(
        f"Signed by {shown.names.get(who, 'Someone')} on {at:%Y-%m-%d} (UTC)" for who, at in both if at
    )
