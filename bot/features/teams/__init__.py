"""Teams: groups of members with one manager each."""
