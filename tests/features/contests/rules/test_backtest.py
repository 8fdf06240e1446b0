"""What the past says of a contest."""

from bot.features.contests.rules.backtest import Replay, verdict


def replays(*winners: str, near: str = "", padded: int = 0) -> list[Replay]:
    """Windows won by these; "-" by nobody."""
    return [
        Replay(f"w{number}", () if who == "-" else (who,), tuple(near or who), number < padded)
        for number, who in enumerate(winners)
    ]


def test_what_the_past_says() -> None:
    """One who always wins, few who are ever near, padding that pays."""
    assert verdict(replays(*"aaab"), 4).one_wins
    assert not verdict(replays(*"aabb"), 4).one_wins
    assert verdict(replays(*"aaab"), 10).few_near
    assert not verdict(replays(*"abcd"), 4).few_near
    assert verdict(replays(*"abcd", padded=2), 4).padding_wins
    assert not verdict(replays(*"abcd", padded=1), 4).padding_wins
    assert verdict(replays(*"---"), 4).usual == ""
    assert verdict([], 4).replays == ()
