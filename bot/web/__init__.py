"""The HTTP door: Slack's requests, signed webhooks, health."""
