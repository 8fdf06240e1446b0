"""The HTTP front door: Slack's requests, signed webhooks, health."""
