"""How a form's private metadata is divided. Pure."""

# In private metadata: what follows is not part of the form's subject, such as a version.
ASIDE = "#"
