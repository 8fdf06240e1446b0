"""Imports: facts that come from files and webhooks; read, checked and matched to people."""
