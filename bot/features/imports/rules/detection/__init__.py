"""How the values of columns are to be read, decided by all of them. Pure."""
