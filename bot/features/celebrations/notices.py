"""The notice kind of celebrations: one post in a channel."""

POST = "celebrations.post"
