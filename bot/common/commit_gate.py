"""Whether what a request writes may still be committed: it is either committed or given up, never both."""


class GivenUp(Exception):
    """The request took too long and was given up: nothing of it is committed."""


class CommitGate:
    """The gate that each transaction of one request passes right before its commit.

    `has_committed`: one has passed it, so that something may be done. `is_late`: somebody waits for the
    answer in another way, so that each commit says that it was of this request.
    """

    def __init__(self) -> None:
        self.is_late = False
        self.has_committed = False
        self.is_closed = False

    def enter(self) -> None:
        """Called right before a commit. GivenUp: the transaction has to be rolled back."""
        if self.is_closed:
            raise GivenUp()
        self.has_committed = True

    def close(self) -> bool:
        """Lets no transaction pass any more; False, and nothing changes, when one has passed."""
        self.is_closed = not self.has_committed
        return self.is_closed
