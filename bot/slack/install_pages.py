"""The pages that a browser shows at the end of an installation: plain HTML, no scripts, one way on. Pure."""

import re
from html import escape
from urllib.parse import urlencode

INSTALL_PATH = "/slack/install"
# Slack's and Bolt's words for a refusal, as a sentence that says what to do.
_REASONS = {
    "access_denied": "Slack says that it was not allowed. Nothing was installed.",
    "invalid_browser": "This was not begun in this browser, or the page was loaded twice.",
    "invalid_state": "That took too long, or this page was loaded twice.",
    "missing_code": "Slack sent no code along, without which nothing can be installed.",
    "invalid_code": "Slack did not take the code that it had given, or did not answer.",
    "storage_error": "I could not keep what Slack gave me. Whoever runs me finds the reason in my log.",
    "invalid_team_for_non_distributed_app": "Slack lets this app into its own workspace alone.",
    "unapproved_scope": "Your workspace has not approved all that I ask for: ask an admin of it.",
    "invalid_scope": "Slack does not know something that I ask for: compare its app with my manifest.",
    "user_not_allowed": "Slack does not let you install apps: ask an admin of your workspace.",
}
_LONGEST_WORD = 40
_LETTERS = re.compile(r"[a-z]+")
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>
body {{ font: 1.05rem/1.55 system-ui, sans-serif; max-width: 34rem; margin: 4rem auto; padding: 0 1.25rem }}
h1 {{ font-size: 1.6rem; line-height: 1.2 }}
a.way {{ display: inline-block; margin-top: 1rem; padding: .6rem 1.1rem; border-radius: .4rem;
  background: #0b6e4f; color: #fff; text-decoration: none; font-weight: 600 }}
</style>
</head>
<body>
<h1>{title}</h1>
{words}
<p><a class="way" href="{href}">{label}</a></p>
</body>
</html>
"""
_FIRST_STEPS = (
    "Open Pacer's messages: the tab <b>Home</b> has a list of what to set up.",
    "Invite Pacer to a channel: write <code>/invite @Pacer</code> there.",
    "Write <code>/pacer</code> anywhere in Slack to see all that it does.",
)


def installed_page(workspace: str, app_id: str, team_id: str, slack_url: str) -> str:
    """HTML that says where Pacer is now, what to do first, and leads to its messages.

    `slack_url`: Slack's own address, such as `https://slack.com/`.
    """
    steps = "\n".join(f"<li>{each}</li>" for each in _FIRST_STEPS)
    where = f"{slack_url}app_redirect?{urlencode({'app': app_id, 'team': team_id})}"
    return _page(
        f"Pacer is in {workspace or 'Slack'}.", f"<ol>\n{steps}\n</ol>", where, "Open Pacer in Slack"
    )


def refused_page(sentence: str) -> str:
    """HTML that says with this sentence why nothing was installed, with the way back."""
    return _page("Not installed", f"<p>{escape(sentence)}</p>", INSTALL_PATH, "Try again")


def why_refused(reason: str) -> str:
    """Slack's or Bolt's word as a sentence; of a word that is not known, its letters alone."""
    word = " ".join(_LETTERS.findall(reason))[:_LONGEST_WORD]
    return _REASONS.get(reason, f"Slack says: {word}." if word else "Slack gave no reason.")


def _page(title: str, words: str, href: str, label: str) -> str:
    return _PAGE.format(title=escape(title), words=words, href=escape(href), label=escape(label))
