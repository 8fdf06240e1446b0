"""Imports: facts that come from files, webhooks and by hand; read, checked and matched to people."""
