"""What makes a valid pulse, when its answers may be shown, and which pulses must not be compared."""
