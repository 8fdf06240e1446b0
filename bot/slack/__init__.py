"""Slack-shaped code, free of product words: requests, responses, blocks, client, installations."""
