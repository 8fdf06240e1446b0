"""Reviews: cycles by template, forms that begin from evidence, shared, acknowledged, signed."""
