"""Files and webhooks into the ledger: received, read in a limited process, decided about, loaded."""
