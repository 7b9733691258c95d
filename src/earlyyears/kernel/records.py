"""Records: the facts a hub keeps, as frozen values that know how to be kept.

`@record("setting")` makes a frozen value with an `id` and the days it is `valid`.  The
class is the kind; the decorator only labels it.  A field that points at another record
says so by kind name (`ref`), a field about a person says why it is kept (`personal`).
Templates, data maps, erasure, JSON Schema and checks of references are made from these
labels, so they cannot drift from the types.
"""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, TypeVar, cast, dataclass_transform

import attrs

from .dates import ALWAYS, DateRange
from .errors import EarlyYearsError
from .values import field, frozen

__all__ = [
    "LOCAL_QUALITY",
    "FieldInfo",
    "Kind",
    "LoneIdError",
    "NotARecordError",
    "Record",
    "Ref",
    "fact",
    "fields_of",
    "kind_of",
    "personal",
    "record",
    "ref",
    "refs",
]

R = TypeVar("R", bound="Record")

#: Mark of kinds that hold a borough's own judgement of quality.
LOCAL_QUALITY = "local-quality"
_LIBRARY = __name__.partition(".")[0]


class NotARecordError(EarlyYearsError, TypeError):
    """A value whose class was not made with `@record`."""

    code = "EY030"


class LoneIdError(EarlyYearsError, TypeError):
    """One id, as text, in a field that holds several."""

    code = "EY035"


@frozen
class Kind:
    """What the library knows about one kind of record."""

    #: Name of the kind; a plugin's kinds are prefixed, `newham.setting-concern`.
    name: str
    #: Purpose for which the borough keeps it, for the data map.
    purpose: str = "running the hub"
    #: Retention class; the borough says how long each class is kept.
    keep: str = "hub"
    #: Who sees it: `public`, `hub`, the key of a team, or `author`.
    visible: str = "hub"
    #: What a question may forbid it by: its name, the room of the library that it
    #: belongs to, as `earlyyears.mentoring`, `LOCAL_QUALITY` where its class says so,
    #: and whatever the kinds that it is derived from are forbidden by.
    marks: frozenset[str] = field(default=frozenset(), eq=False, repr=False)


@frozen(order=True)
class Ref:
    """One record in one version: the commit that asserted it, 0 outside a store."""

    kind: str
    id: str
    version: int = 0

    def __str__(self) -> str:
        return f"{self.id}@{self.version}"


@frozen
class FieldInfo:
    """What a field of a record says about itself."""

    name: str
    type: Any
    #: Kind of the record it points at, or nothing.
    ref: str = ""
    #: Whether it holds several references.
    many: bool = False
    #: Why personal data is kept here, or nothing.
    personal: str = ""
    #: The officer's heading for it.
    label: str = ""
    #: One line of explanation.
    help: str = ""
    #: Vocabulary that its coded values come from, or nothing.
    codes: str = ""
    required: bool = True


def fact(
    *,
    default: Any = attrs.NOTHING,
    label: str = "",
    help: str = "",  # noqa: A002  the word officers see in a template
    codes: str = "",
    converter: Any = None,
) -> Any:
    """A plain field, with the heading and explanation that officers see."""
    return _field(default, converter, label=label, help=help, codes=codes)


def ref(
    kind: str,
    *,
    default: Any = attrs.NOTHING,
    label: str = "",
    help: str = "",  # noqa: A002  as above
) -> Any:
    """A field that holds the id of a record of another kind."""
    return _field(default, None, ref=kind, label=label, help=help)


def refs(
    kind: str,
    *,
    default: Any = (),
    label: str = "",
    help: str = "",  # noqa: A002  as above
) -> Any:
    """A field that holds the ids of several records of another kind."""
    return _field(default, _several, ref=kind, many=True, label=label, help=help)


def _several(ids: Iterable[str]) -> tuple[str, ...]:
    if isinstance(ids, str):
        message = "one id stands where several belong"
        raise LoneIdError(message, advice="Put it into a list.", id=ids)
    return tuple(ids)


def personal(
    purpose: str,
    *,
    default: Any = attrs.NOTHING,
    label: str = "",
    help: str = "",  # noqa: A002  as above
) -> Any:
    """A field about a person, with the purpose for which it is kept."""
    return _field(default, None, personal=purpose, label=label, help=help)


def _field(default: Any, converter: Any, **labels: Any) -> Any:
    kept = {key: value for key, value in labels.items() if value}
    return attrs.field(default=default, converter=converter, metadata=kept)


@dataclass_transform(
    frozen_default=True,
    kw_only_default=True,
    field_specifiers=(attrs.field, fact, ref, refs, personal),
)
def _frozen_record(cls: type[R]) -> type[R]:
    made: type[R] = attrs.frozen(kw_only=True, cache_hash=True)(cls)
    return made


#: The label of a class that `record` has not labelled.
_NO_KIND = Kind("")


@_frozen_record
class Record:
    """A fact with an id and the days on which it is valid."""

    __earlyyears_kind__: ClassVar[Kind] = _NO_KIND

    def __init_subclass__(cls) -> None:
        """Let no class pass for the kind it is derived from."""
        super().__init_subclass__()
        cls.__earlyyears_kind__ = _NO_KIND

    id: str = fact(label="Record id")
    valid: DateRange = fact(default=ALWAYS, label="Valid")


@dataclass_transform(
    frozen_default=True,
    kw_only_default=True,
    field_specifiers=(attrs.field, fact, ref, refs, personal),
)
def record(
    name: str,
    *,
    purpose: str = "running the hub",
    keep: str = "hub",
    visible: str = "hub",
    local_quality: bool = False,
) -> Callable[[type[R]], type[R]]:
    """Make a frozen record class and label it with its kind.

    `local_quality` marks a borough's own judgement of quality: no question about
    entitlement money may rest on it.

    >>> @record("example.note", visible="author")
    ... class Note(Record):
    ...     setting: str = ref("setting")
    ...     text: str = personal("what was seen", default="")
    >>> kind_of(Note).name
    'example.note'
    >>> Note(id="note/1", setting="setting/a").text
    ''
    """

    def label(cls: type[R]) -> type[R]:
        own = {name, LOCAL_QUALITY} if local_quality else {name}
        marks = frozenset(own | _room(cls) | _inherited(cls))
        made = _frozen_record(cls)
        made.__earlyyears_kind__ = Kind(name, purpose, keep, visible, marks)
        return made

    return label


def _room(cls: type[Record]) -> set[str]:
    """The room of the library that a class belongs to; a plugin's belongs to none."""
    package, *inner = cls.__module__.split(".")
    return {f"{package}.{inner[0]}"} if package == _LIBRARY and inner else set()


def _inherited(cls: type[Record]) -> set[str]:
    """The marks of the kinds that a class is derived from."""
    kinds = (getattr(base, "__earlyyears_kind__", _NO_KIND) for base in cls.__mro__)
    return {mark for kind in kinds for mark in kind.marks}


def kind_of(value: Record | type[Record]) -> Kind:
    """The kind of a record or of its class.

    >>> kind_of(Record)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    earlyyears.kernel.records.NotARecordError: Record is not a kind of record. ...
    """
    kind: Kind = getattr(value, "__earlyyears_kind__", _NO_KIND)
    if not kind.name:
        name = value.__name__ if isinstance(value, type) else type(value).__name__
        message = f"{name} is not a kind of record"
        raise NotARecordError(
            message, advice='Decorate the class with @record("name").', found=name
        )
    return kind


def fields_of(cls: type[Record]) -> tuple[FieldInfo, ...]:
    """What the fields of a record class say about themselves, without id and valid."""
    made = attrs.resolve_types(cast("type[attrs.AttrsInstance]", cls))
    return tuple(
        FieldInfo(
            name=attribute.name,
            type=attribute.type,
            required=attribute.default is attrs.NOTHING,
            **attribute.metadata,
        )
        for attribute in attrs.fields(made)
        if attribute.name not in {"id", "valid"}
    )
