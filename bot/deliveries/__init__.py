"""The outbox: whatever the bot sends after an acknowledgement is stored here first."""
