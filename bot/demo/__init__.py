"""The demo: Pacer in the emulator, with a company whose people act by the clock."""
