"""Pure rules of locked periods."""
