"""What may be written after `/review`. Pure."""

from dataclasses import dataclass

from bot.framework.grammar import Grammar, Verb


@dataclass(frozen=True)
class ListReviews:
    """The reviews that wait for the actor."""


@dataclass(frozen=True)
class NewReviewCycle:
    """The form in which a cycle is planned."""


@dataclass(frozen=True)
class ShowReviewHelp:
    """How to write `/review`."""


ReviewIntent = ListReviews | NewReviewCycle | ShowReviewHelp

GRAMMAR = Grammar[ReviewIntent, None](
    "/review",
    Verb("new", NewReviewCycle, usage="new", meaning="begin a cycle (managers)"),
    Verb("list", ListReviews),
    Verb("help", ShowReviewHelp),
    bare=ListReviews,
    bare_meaning="write and read",
    how="Write `/review`, `/review new` or `/review help`.",
    tidy=lambda text: " ".join(text.lower().split()),
)
