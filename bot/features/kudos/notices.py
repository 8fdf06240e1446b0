"""What kudos tell people and channels."""

SHOUTOUT = "kudos.shoutout"
NOTE = "kudos.note"
EPHEMERAL = "kudos.whisper"
