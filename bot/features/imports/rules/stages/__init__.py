"""What stages and statuses say of deals. Pure."""
