"""The assignment in a child process, so that nobody who waits for an answer waits for it."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from bot.common.errors import PacerError
from bot.features.mentors.rules.matching import Candidates, OpenAsk, shortlists

_ROOT = Path(__file__).resolve().parents[4]
_LONGEST_S = 300


class MentorsUnassigned(PacerError):
    """The assignment came to nothing; it is tried again at the next run."""


async def solve_apart(found: Candidates) -> dict[str, list[str]]:
    """Shortlists of mentors by mentee, as `shortlists` makes them. MentorsUnassigned: no answer.

    The child gets a search path and nothing else: no token, no address of a database.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.features.mentors.service.solver",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PYTHONPATH": str(_ROOT)},
        cwd=_ROOT,
    )
    try:
        async with asyncio.timeout(_LONGEST_S):
            out, _ = await child.communicate(json.dumps(_written(found)).encode())
    except TimeoutError:
        raise MentorsUnassigned("the child took too long") from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode:
        raise MentorsUnassigned("the child ended with a fault")
    answer: dict[str, list[str]] = json.loads(out)
    return answer


def _written(found: Candidates) -> dict[str, Any]:
    return {
        "asks": [[ask.mentee, ask.skill] for ask in found.asks],
        "places": {mentor: list(places) for mentor, places in found.places.items()},
        "scores": [[mentee, mentor, score] for (mentee, mentor), score in found.scores.items()],
    }


def _read(told: dict[str, Any]) -> Candidates:
    return Candidates(
        tuple(OpenAsk(mentee, skill) for mentee, skill in told["asks"]),
        {mentor: (taken, places) for mentor, (taken, places) in told["places"].items()},
        {(mentee, mentor): score for mentee, mentor, score in told["scores"]},
    )


if __name__ == "__main__":
    json.dump(shortlists(_read(json.load(sys.stdin))), sys.stdout)
