"""The stages of deals, as an admin types them; pure."""

from bot.common.errors import BadInput
from bot.slack.text import escape

_MOST_STAGES, _LONGEST_STAGE = 20, 60


def stages_from(text: str) -> tuple[str, ...]:
    """The typed stages in order, one a line or separated by commas.

    BadInput (field `stages`) for doubles or too many.
    """
    names = [" ".join(name.split()) for name in text.replace("\n", ",").split(",") if name.strip()]
    if len(names) > _MOST_STAGES or any(len(name) > _LONGEST_STAGE for name in names):
        raise BadInput(f"At most {_MOST_STAGES} stages of {_LONGEST_STAGE} characters each.", field="stages")
    if len({name.casefold() for name in names}) < len(names):
        raise BadInput("A stage stands there twice.", field="stages")
    return tuple(escape(name) for name in names)
