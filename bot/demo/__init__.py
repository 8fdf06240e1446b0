"""The demo: Pacer in the emulator, with a company and its seeded past."""
