"""Who sells, and what sellers decided, did and worked."""
