"""A form: its fields, drawn as a window and parsed from a submission; pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from bot.common.errors import BadInput, FieldErrors
from bot.framework.forms.field import FormField, Parsed, Varying, resolved
from bot.slack.blocks import Block, context, modal, section
from bot.slack.form_values import FormValues

T = TypeVar("T")
R = TypeVar("R")
# In private metadata: what follows is not part of what the form is about.
ASIDE = "#"
Content: TypeAlias = str | Block | Sequence[Block]
_NO_DRAFT: Mapping[str, str] = {}


class Note:
    """Words between fields: a paragraph, a block or several, or a function of the facts that gives them."""

    def __init__(
        self, content: Content | Callable[[Any], Content], *, visible: Callable[[Any], bool] | None = None
    ) -> None:
        self.visible = visible
        self._content = content

    def blocks(self, facts: object) -> list[Block]:
        """The blocks to show."""
        content = self._content(facts) if callable(self._content) else self._content
        if isinstance(content, str):
            return [section(content)]
        return [content] if isinstance(content, dict) else [*content]


class ParsedValues:
    """The values of a submitted form by field, each of its field's type."""

    def __init__(self, found: Mapping[Parsed[Any], Any]) -> None:
        self._found = found

    def __getitem__(self, field: Parsed[R]) -> R:
        value: R = self._found[field]
        return value


Part: TypeAlias = FormField[Any, Any] | Note


class Form(Generic[T]):
    """Base of all forms; `T` is what it is parsed into. Its parts are class attributes (see the package).

    `title` (at most 24 characters) and `submit` may be functions of the facts; `saved_title` is that of the
    window once it is stored, "" for the same. Never made: its class is used.
    """

    callback_id: ClassVar[str]
    title: ClassVar[Varying[str]]
    submit: ClassVar[Varying[str]]
    close: ClassVar[str] = "Cancel"
    drafts: ClassVar[bool] = True
    saved_title: ClassVar[str] = ""
    _parts: ClassVar[dict[str, Part | Parsed[Any]]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = {name: part for name, part in vars(cls).items() if isinstance(part, Parsed | Note)}
        cls._parts = {**cls._parts, **own}
        for part in own.values():
            if isinstance(part, FormField):
                part.check()

    @classmethod
    def shown(cls, facts: Any) -> Iterable[Part]:
        """The parts in their order, of which the visible ones are drawn; those of `Each` by overrides."""
        return [part for part in cls._parts.values() if isinstance(part, FormField | Note)]

    @classmethod
    def draw(
        cls,
        facts: object = None,
        *,
        about: str = "",
        version: object = "",
        typed: Mapping[str, str] = _NO_DRAFT,
        is_new: bool = False,
    ) -> dict[str, Any]:
        """The window. `about` and `version` go into its metadata; `typed`: the draft's words by field.

        `is_new`: they come from a command, none of them from an earlier window.
        """
        parts = [part for part in cls.shown(facts) if part.visible is None or part.visible(facts)]
        kept = {part.name for part in parts if isinstance(part, FormField) and cls.drafts and part.in_draft}
        typed = {name: words for name, words in typed.items() if name in kept}
        tells = any(typed.values()) and not is_new
        blocks: list[Block] = []
        for part in parts:
            if isinstance(part, Note):
                blocks += part.blocks(facts)
                continue
            if tells:
                blocks.append(context("This is what you typed before."))
                tells = False
            blocks.append(part.draw(facts, typed, is_kept=part.name in kept))
        return modal(
            cls.callback_id,
            resolved(cls.title, facts),
            blocks,
            submit=resolved(cls.submit, facts),
            close=cls.close,
            metadata=f"{about}{ASIDE}{version}" if version != "" else about,
        )

    @classmethod
    def read(cls, values: FormValues) -> ParsedValues:
        """The values by field. FieldErrors: a sentence beside each field that cannot be used."""
        found: dict[Parsed[Any], Any] = {}
        errors: dict[str, str] = {}
        for part in cls._parts.values():
            if isinstance(part, Parsed):
                try:
                    found[part] = part.parse(values)
                except FieldErrors as refusal:
                    errors |= refusal.errors
                except BadInput as refusal:
                    errors[part.name] = str(refusal)
        if errors:
            raise FieldErrors(errors)
        return ParsedValues(found)

    @classmethod
    def parse(cls, values: FormValues) -> T:
        """What the form says. FieldErrors as in `read`; BadInput as `build` has it."""
        return cls.build(cls.read(values))

    @classmethod
    def build(cls, v: ParsedValues) -> T:
        """Makes it of the values by field. BadInput names its field."""
        raise NotImplementedError(f"{cls.__name__} is only read")

    @classmethod
    def saved(cls, text: str, *more: Block, title: str = "") -> dict[str, Any]:
        """The window shown once the form is stored, with this paragraph; under `saved_title` for ""."""
        name = f"{cls.callback_id.partition('.')[0]}.saved"
        return modal(name, title or cls.saved_title or resolved(cls.title, None), [section(text), *more])


def divided(metadata: str) -> tuple[str, str]:
    """(about, version) of a form's private metadata; "" for what it does not have."""
    about, _, version = metadata.partition(ASIDE)
    return about, version
