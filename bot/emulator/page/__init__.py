"""The web page of the emulator: Slack's desktop client in a browser."""
