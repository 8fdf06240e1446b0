"""Slack-shaped things, free of product words: requests, answers, blocks, the client, installations."""
