"""An emulator of Slack: its public protocol, as strict as Slack, for demos and tests."""
