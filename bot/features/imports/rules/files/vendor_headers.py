"""Whose export a file is: told by column names that only one system writes. Pure."""

from collections.abc import Sequence

# The source of files whose header tells nothing, and of which nobody has named one.
USUAL = "file"
HUBSPOT, SALESFORCE, PIPEDRIVE = "hubspot", "salesforce", "pipedrive"
# All of a group have to be there.
_GROUPS = (
    (HUBSPOT, ("record id", "deal name", "deal stage")),
    (HUBSPOT, ("record id", "deal name", "pipeline", "deal owner")),
    (HUBSPOT, ("dealname", "dealstage")),
    (HUBSPOT, ("hs_object_id",)),
    (SALESFORCE, ("opportunity owner", "opportunity name")),
    (SALESFORCE, ("opportunity id", "opportunity name")),
    (SALESFORCE, ("stagename", "closedate", "ownerid")),
    (SALESFORCE, ("systemmodstamp",)),
    (PIPEDRIVE, ("deal - title", "deal - owner")),
    (PIPEDRIVE, ("deal - id", "deal - title")),
    (PIPEDRIVE, ("deal - title", "deal - status")),
    # The export of the settings has no prefix.
    (PIPEDRIVE, ("title", "organization", "deal created", "status")),
)
# Zoho's own names are some of HubSpot's.
_OF_OTHERS = frozenset({"closing date", "deal owner.id", "record creation source"})


def source_of_header(columns: Sequence[str]) -> str:
    """`hubspot`, `salesforce` or `pipedrive` where the column names are its own; "" else."""
    names = {" ".join(column.casefold().strip("↑↓ ").split()) for column in columns if column}
    if names & _OF_OTHERS:
        return ""
    return next((source for source, group in _GROUPS if names.issuperset(group)), "")
