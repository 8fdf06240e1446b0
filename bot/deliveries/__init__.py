"""The outbox: everything the bot says later than its acknowledgement is a row here first."""
