"""What boards tell channels."""

POST = "leaderboards.post"
