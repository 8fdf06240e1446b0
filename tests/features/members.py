"""People as Slack would tell of them."""


def member(user_id: str, **facts: object) -> dict[str, object]:
    """A member's facts as Slack would tell them."""
    plain = {"is_bot": False, "is_deactivated": False, "is_admin": False, "zone": "Europe/London"}
    return {"user_id": user_id, "name": user_id[2:].title(), **plain, **facts}
