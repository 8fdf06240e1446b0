"""Reviews: cycles from a template, forms that begin from evidence, then shared, acknowledged and signed."""
