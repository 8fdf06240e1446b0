"""What managers are told of kudos health."""

from dataclasses import dataclass

from bot.deliveries.notices import Notice


@dataclass(frozen=True)
class MonthlyKudosHealth(Notice):
    """To a manager: hints about the days that `label` names.

    `days`: value of the button that shows them. `count` hints, of which `hints` are told in words; `unseen`
    people were not thanked.
    """

    kind = "recognition.month"
    label: str
    days: str
    count: int
    unseen: int
    hints: tuple[str, ...]
