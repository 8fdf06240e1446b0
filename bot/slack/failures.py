"""Why a call to Slack failed."""

from bot.slack.error_codes import TOKEN_LOST, UNAVAILABLE


class SlackFailure(Exception):
    """A call to Slack failed; `code` is Slack's error.

    `permanent`: it will fail again as things are. `unsure`: it may have been carried out. `unreached`: Slack
    never had it. `retry_after`: seconds that Slack asks to wait, None without.
    """

    def __init__(
        self,
        code: str,
        *,
        permanent: bool,
        retry_after: float | None = None,
        unsure: bool = False,
        unreached: bool = False,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.permanent = permanent
        self.retry_after = retry_after
        self.unsure = unsure
        self.unreached = unreached

    @property
    def token_lost(self) -> bool:
        """Whether the error means that the workspace's token is no longer valid."""
        return self.code in TOKEN_LOST

    @property
    def is_outage(self) -> bool:
        """Whether Slack, or the way to it, failed: as things are, any other call would have failed too."""
        return self.unsure or self.unreached or self.code in UNAVAILABLE
