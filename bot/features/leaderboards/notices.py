"""Kinds of notices that leaderboards send."""

POST = "leaderboards.post"
