"""Finding the records that people mean: by id, number, or a name that is unique."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping

from earlyyears.kernel import (
    AmbiguousIdentifierError,
    EarlyYearsError,
    Identifier,
    Record,
)
from earlyyears.ledger import Ledger, View
from earlyyears.mentoring import Mentor
from earlyyears.places import (
    Registration,
    Setting,
    UnknownAuthorityError,
    Vocabulary,
    authority,
    plain_words,
)

from .cells import CellError

__all__ = ["Lookups"]

#: How many numbers are offered where a name is not unique.
_OFFERED = 6
#: Kinds whose names may be offered where one was mistyped.
_NAMED = frozenset({"network", "organisation", "setting"})
#: How many mistyped names are compared with all names; each takes a while.
_COMPARED = 50
#: Longest text that is repeated in what is said about it.
_LONGEST = 60


class Lookups:
    """What cells are read with, on everything a hub has ever known.

    `view` should see everything, since what is written must not depend on who writes.
    With `repeats`, as for tables that are public, a name that is not found is repeated
    in what is said about it.
    """

    def __init__(
        self,
        ledger: Ledger,
        view: View,
        vocabularies: Mapping[str, Vocabulary],
        *,
        repeats: bool = False,
    ) -> None:
        self._repeats = repeats
        self._compared = 0
        self._ledger = ledger
        self._view = view
        self.vocabularies = vocabularies
        self._records: dict[str, list[Record]] = {}
        self._names: dict[str, dict[str, set[str]]] = {}
        self._ids: dict[str, set[str]] = {}
        self._called: dict[str, dict[str, str]] = {}
        self._boroughs: dict[str, str | None] = {}
        self._coming: set[str] = set()
        self._registrations: dict[str, list[str]] = {}

    def expect(self, ids: Iterable[str]) -> None:
        """Take ids for known, since the table that is read brings them."""
        self._coming.update(ids)

    def records(self, kind: str) -> list[Record]:
        """Every stretch of every record of a kind, whatever its days."""
        if kind not in self._records:
            self._records[kind] = self._read(kind)
        return self._records[kind]

    def _read(self, kind: str) -> list[Record]:
        try:
            return [*self._ledger.stretches(kind, self._view)]
        except EarlyYearsError:
            # A field may point at a kind of a plugin that is not installed.
            return []

    # ---------------------------------------------------------------------- words

    def vocabulary(self, name: str) -> Vocabulary | None:
        """The vocabulary of a name, None where nobody offers it."""
        return self.vocabularies.get(name)

    def borough(self, text: str) -> str | None:
        """The key of a local authority, or of a borough that the hub knows already."""
        if text not in self._boroughs:
            self._boroughs[text] = self._borough(text)
        return self._boroughs[text]

    def _borough(self, text: str) -> str | None:
        try:
            return authority(text).key
        except UnknownAuthorityError:
            known = {getattr(one, "borough", "") for one in self.records("setting")}
            return text if text in known else None

    # ----------------------------------------------------------------- references

    def find(self, kind: str, text: str) -> str:
        """The id of the record of a kind that people mean; raises `CellError`."""
        if text in self._coming or text in self._known(kind):
            return text
        if kind in {"setting", "registration", "provider"}:
            number = self._number(text.removeprefix("registration/"))
            if number and (found := self._by_number(kind, number)):
                return found
        found_ids = self._by_name(kind).get(plain_words(text), set())
        if len(found_ids) == 1:
            return next(iter(found_ids))
        raise self._unfound(kind, text, found_ids)

    def _known(self, kind: str) -> set[str]:
        if kind not in self._ids:
            self._ids[kind] = {one.id for one in self.records(kind)}
        return self._ids[kind]

    def _number(self, text: str) -> str:
        try:
            return str(Identifier.parse(text))
        except AmbiguousIdentifierError as cause:
            schemes = cause.data["schemes"]
            tried = [f"{key}:{cause.data['value']}" for key in schemes]
            held = {getattr(one, "identifier", "") for one in self._numbered()}
            if len(known := [each for each in tried if each in held]) == 1:
                return known[0]
            raise CellError("ambiguous_number", cause.message, cause.advice) from cause
        except EarlyYearsError:
            return ""

    def _numbered(self) -> Iterable[Record]:
        return (*self.records("registration"), *self.records("provider"))

    def _by_number(self, kind: str, number: str) -> str:
        if kind == "provider":
            id_ = f"provider/{number}"
            return id_ if id_ in self._known(kind) else ""
        id_ = f"registration/{number}"
        if kind == "registration":
            return id_ if id_ in self._known(kind) else ""
        return self._setting_of.get(id_, "")

    @property
    def _setting_of(self) -> dict[str, str]:
        # Later stretches come later, so the newest setting of a number wins.
        return self._once(
            "of",
            lambda: {
                one.id: one.setting
                for one in self.records("registration")
                if isinstance(one, Registration)
            },
        )

    def _once(self, key: str, make: Callable[[], dict[str, str]]) -> dict[str, str]:
        if key not in self._called:
            self._called[key] = make()
        return self._called[key]

    def _by_name(self, kind: str) -> dict[str, set[str]]:
        if kind not in self._names:
            names: dict[str, set[str]] = {}
            for one in self.records(kind):
                if name := self._name(one):
                    names.setdefault(plain_words(name), set()).add(one.id)
            self._names[kind] = names
        return self._names[kind]

    def _name(self, one: Record) -> str:
        """The name of a record; a mentor goes by the name of the person."""
        name = getattr(one, "name", None)
        if type(name) is str:
            return name
        return self.call("person", one.person) if isinstance(one, Mentor) else ""

    def _unfound(self, kind: str, text: str, found: set[str]) -> CellError:
        words = kind.replace("-", " ")
        if found:
            offered = sorted(self._apart(kind, each) for each in found)[:_OFFERED]
            return CellError(
                "several_have_the_name",
                f"{len(found)} records of the kind “{words}” have this name",
                f"Write which one: {'; '.join(offered)}.",
            )
        named = self._repeats and kind in _NAMED and len(text) <= _LONGEST
        looks = f"“{text}”" if named or self._is_harmless(text) else "this text"
        number = kind in {"setting", "registration", "provider"}
        advice = (
            "a registration number such as ofsted:EY123456 or the" if number else "the"
        )
        return CellError(
            "unknown_reference",
            f"{looks} is no {words} that the hub knows",
            f"{self._meant(kind, text)}"
            f"Write {advice} name as the hub has it, or load it first.",
        )

    def _meant(self, kind: str, text: str) -> str:
        """A question with the names that are nearest to a text, if any are."""
        if kind not in _NAMED or self._compared >= _COMPARED:
            return ""
        self._compared += 1
        names = self._by_name(kind)
        near = difflib.get_close_matches(plain_words(text), names, 3, 0.7)
        spelt = {plain_words(each): each for each in self._spelt(kind)}
        said = " or ".join(f"“{spelt[each]}”" for each in near)
        return f"Did you mean {said}? " if said else ""

    def _apart(self, kind: str, id_: str) -> str:
        """What to write for one of several that have a name, and how it differs."""
        called = self.call(kind, id_)
        if plain_words(called) in self._by_name(kind):
            called = id_
        about = ", ".join(self._particulars(kind, id_))
        return f"{called} ({about})" if about else called

    def _particulars(self, kind: str, id_: str) -> Iterator[str]:
        """Kind and postcode of a setting, as far as they are known."""
        if kind != "setting":
            return
        held = [one for one in self.records(kind) if one.id == id_]
        if isinstance(setting := held[-1], Setting):
            words = self.vocabulary("setting-kind")
            code = setting.kind
            yield words.label(code) if words and code in words.codes() else code
        yield from {
            one.postcode: None
            for one in self.records("registration")
            if isinstance(one, Registration) and one.setting == id_ and one.postcode
        }

    def _is_harmless(self, text: str) -> bool:
        try:
            Identifier.parse(text)
        except AmbiguousIdentifierError:
            return True
        except EarlyYearsError:
            return False
        return True

    def setting_of(self, registration: str) -> str:
        """The setting that holds a registration, or nothing."""
        return self._setting_of.get(registration, "")

    def registrations_of(self, setting: str) -> list[str]:
        """The registrations that a setting holds, in the order they were told."""
        if not self._registrations:
            for registration, holder in self._setting_of.items():
                self._registrations.setdefault(holder, []).append(registration)
        return self._registrations.get(setting, [])

    # ---------------------------------------------------------------------- naming

    def call(self, kind: str, id_: str) -> str:
        """A number or a unique name of a record, or its id where there is neither."""
        names = self._once(kind, lambda: self._calls(kind))
        return names.get(id_, id_)

    def title(self, kind: str, id_: str) -> str:
        """The name of a record, with its number where several settings have one."""
        if kind != "setting":
            return self.call(kind, id_)
        names = self._once("title", self._titles)
        name = names.get(id_, "")
        if name and len(self._by_name(kind)[plain_words(name)]) == 1:
            return name
        called = self.call(kind, id_)
        return f"{name} ({called})" if name and called != name else called

    def _titles(self) -> dict[str, str]:
        held = (one for one in self.records("setting") if isinstance(one, Setting))
        return {one.id: one.name for one in held if one.name}

    def _calls(self, kind: str) -> dict[str, str]:
        if kind == "setting":
            return self._settings()
        if kind in {"registration", "provider"}:
            return {
                one.id: number
                for one in self.records(kind)
                if (number := getattr(one, "identifier", ""))
                and one.id.endswith(number)
            }
        return {
            next(iter(ids)): name
            for name, ids in self._spelt(kind).items()
            if len(ids) == 1 and len(self._by_name(kind)[plain_words(name)]) == 1
        }

    def _spelt(self, kind: str) -> dict[str, set[str]]:
        spelt: dict[str, set[str]] = {}
        for one in self.records(kind):
            if name := self._name(one):
                spelt.setdefault(name, set()).add(one.id)
        return spelt

    def _settings(self) -> dict[str, str]:
        """Settings by their first registration number, or by a name that is unique."""
        names = {
            one.id: one.name
            for one in self.records("setting")
            if isinstance(one, Setting)
            and one.name
            and len(self._by_name("setting")[plain_words(one.name)]) == 1
        }
        numbers = {
            setting: registration.removeprefix("registration/")
            for registration, setting in reversed(self._setting_of.items())
        }
        return names | numbers
