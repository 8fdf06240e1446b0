"""Slack's payloads, envelopes, tokens and signatures."""
