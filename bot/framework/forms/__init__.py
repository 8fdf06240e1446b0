"""Forms: one declaration that is drawn for Slack and parsed from what Slack sends; pure.

A form is a class in the `forms` room of its feature. Its attributes are the fields, from the top; the name of
an attribute is the block_id, under which drafts are stored, so it never changes (`block_id=` gives one that
no attribute can have, such as `title`).

    class TeamSheet(Form[NewTeam]):
        callback_id, title, submit = "teams.save", "Add a team", "Save"

        name = TextField("Name", 40)
        manager = PersonField("Manager", visible=lambda seen: seen.viewer.is_admin)
        size = IntField("Size", 1, 100, optional=True, empty=None)

        @classmethod
        def build(cls, v: ParsedValues) -> NewTeam:
            return NewTeam(v[cls.name], v[cls.manager], v[cls.size])    # str, str, int | None

    OpenModal(await drafts.open_form(transaction, actor_id, TeamSheet, seen))    # or TeamSheet.draw(seen)
    wanted = TeamSheet.parse(request.values)    # FieldErrors: a sentence beside each wrong field, all at once
    UpdateModal(TeamSheet.saved(":white_check_mark: Saved."))

- `facts` is what the form is drawn from, any object. Label, hint, placeholder, options and initial are a
  value or a function of it. Without `initial` a field begins with the attribute of `facts` that has its name,
  if there is one.
- `optional` may stay empty, `visible` tells whether it is drawn. What either leaves out is "", (), None or
  False for texts, people, channels and boxes; other fields say it by `empty=`, which is part of their type.
- `TextField(reads=…)` makes a value of the domain of words; the BadInput that it raises is shown beside the
  field. What needs several fields is checked in `build`: a BadInput there names its field.
- `Each(field)` is a field for each of several things: block_id `name:key`, drawn by `cls.name.of(key, …)`
  in an override of `shown`, parsed as a dictionary by key. `shown` also puts fields in another order.
- `drafts = False` refuses drafts, `in_draft=False` that of one field. Other fields report what is typed.
  `about` (what the form is about, such as a goal's id) and `version` go into the metadata as
  `about#version`; the draft belongs to `about`.
- `read` gives the values by field where there is nothing to build.

What the declaration checks (the range of an IntField, the options of a choice, lengths of texts as typed)
rules need not check again. Test what `build` adds: how fields draw and refuse
is tested in `tests/framework/forms`.
"""
