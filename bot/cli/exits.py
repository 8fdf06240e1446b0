"""How a verb ends: with a sentence, and a code that a script can read."""

# All was taken, or known already.
DONE = 0
# It cannot be done: the file is damaged, say.
FAILED = 1
# An option, a setting or the database is wrong.
WRONG_USE = 2
# Something has to be answered first; nothing was written.
ASKS = 3
# Taken, but for rows that are rejected or wait for an answer.
INCOMPLETE = 4


class Stopped(Exception):
    """The verb ends here, with this sentence and this exit code."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.code = code
