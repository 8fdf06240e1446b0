"""What records tell whoever asks for theirs."""

EXPORTED = "records.exported"
