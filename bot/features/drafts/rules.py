"""How a form's metadata is written. Pure."""

# What stands after it in a form's metadata is not what the form is about: a version, for instance.
ASIDE = "#"
