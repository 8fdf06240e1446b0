"""The forms of coaching, drawn and parsed."""
