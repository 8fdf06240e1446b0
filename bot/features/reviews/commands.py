"""What may be written after `/review`. Pure."""

from dataclasses import dataclass

from bot.framework.grammar import Grammar, Verb, alone


@dataclass(frozen=True)
class ListReviews:
    """The reviews that wait for the actor."""


@dataclass(frozen=True)
class NewReviewCycle:
    """The form in which a cycle is planned."""


ReviewIntent = ListReviews | NewReviewCycle

GRAMMAR = Grammar[ReviewIntent, None](
    "/review",
    Verb(
        "new",
        alone(NewReviewCycle),
        usage="new",
        meaning="begin a cycle (managers); everybody is asked when it begins, and reminded 7 days and 1 day "
        "before it is due",
    ),
    Verb("list", alone(ListReviews)),
    bare=ListReviews,
    bare_meaning="write and read; what you type is kept, close the window whenever you like",
    how="Write `/review`, `/review new` or `/review help`.",
    tidy=lambda text: " ".join(text.lower().split()),
)
