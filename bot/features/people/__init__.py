"""Members of a workspace, as far as Pacer needs to know them: names, zones, absences, roles."""
