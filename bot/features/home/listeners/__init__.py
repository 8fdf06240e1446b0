"""Slack listeners of the App Home and of `/pacer`."""
