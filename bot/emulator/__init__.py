"""Slack in a box: the public protocol of Slack, strict where Slack is strict, for the demo and the tests."""
