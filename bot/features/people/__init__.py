"""The members of a workspace, as far as Pacer needs to know them."""
