"""What celebrations tell channels."""

POST = "celebrations.post"
