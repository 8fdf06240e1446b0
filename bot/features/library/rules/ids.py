"""Ids of buttons and windows that several screens of the library have. Pure."""

SHELF, PAGE, ADD = "library.shelf", "library.page", "library.add"
OPEN, MINE, ROW = "library.open", "library.mine", "library.row"
# What the menu of a row does, before the number of the resource.
TAKE, GIVE, RIGHT, RETIRE = "mine", "give", "right", "retire"
DONE, DECLINE, TAKE_BACK, USE = "library.done", "library.decline", "library.take_back", "library.use"
PATH, PATH_ADD, PATH_DROP, PATH_BEGIN = (
    "library.path",
    "library.path_add",
    "library.path_drop",
    "library.path_begin",
)
SHOWN = "library.shown"
