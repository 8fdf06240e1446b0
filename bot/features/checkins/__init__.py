"""Check-ins: once a week each goal's picture is kept true, with a few taps."""
