"""The demo's history, one file for each part of the product."""
