"""The emulator with a real Bolt app in it, connected over the wire."""
