"""Tables in and out of a hub, and what they need of the catalogue."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from earlyyears.kernel import DateRange, Record, kind_of
from earlyyears.ledger import LegalHold
from earlyyears.places import Vocabulary, vocabularies, vocabulary_from
from earlyyears.plugins import Catalogue
from earlyyears.services import TableReport
from earlyyears.services import tables as road

__all__ = [
    "HubTables",
    "blank_table",
    "kind_list",
    "kind_schema",
    "kinds_of",
    "words_of",
]


def words_of(catalogue: Catalogue) -> dict[str, Vocabulary]:
    """The vocabularies that ship, with the codes that packs add to them."""
    found = dict(vocabularies())
    for file in catalogue.packs:
        if file.kind == "vocabulary":
            more = vocabulary_from(file.content, file.file.name)
            held = found.get(more.name)
            found[more.name] = held.extended(more) if held else more
    return found


def kinds_of(catalogue: Catalogue) -> dict[str, type[Record]]:
    """The kinds of record that a hub keeps, by name; legal holds are the ledger's."""
    return {**catalogue.kinds, kind_of(LegalHold).name: LegalHold}


def kind_list(catalogue: Catalogue) -> tuple[road.KindInfo, ...]:
    """The kinds of record that tables can hold, those of plugins included."""
    return road.kinds_of(kinds_of(catalogue))


def blank_table(catalogue: Catalogue, kind: str, ending: str = ".csv") -> bytes:
    """A blank table of a kind, as the bytes of a file with an ending."""
    return road.template(
        road.kind_named(kind, kinds_of(catalogue)), words_of(catalogue), ending
    )


def kind_schema(catalogue: Catalogue, kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind."""
    return road.schema_of(
        road.kind_named(kind, kinds_of(catalogue)), words_of(catalogue)
    )


class HubTables:
    """The tables of one hub, for one actor."""

    def __init__(
        self, make: Callable[[Mapping[str, Vocabulary]], road.Tables], held: Catalogue
    ) -> None:
        self._tables = make(words_of(held))
        self._kinds = kinds_of(held)

    def read(
        self,
        file: str | Path | bytes,
        kind: str,
        *,
        name: str,
        actor: str,
        reason: str,
        complete: DateRange | None,
        dry_run: bool,
        progress: Callable[[int], None] | None,
    ) -> TableReport:
        """Bring a table into the hub."""
        return road.import_table(
            self._tables,
            road.kind_named(kind, self._kinds),
            Path(file) if isinstance(file, str) else file,
            name=name,
            actor=actor,
            reason=reason,
            complete=complete,
            dry_run=dry_run,
            progress=progress,
        )

    def write(self, kind: str, file: str | Path) -> int:
        """Write every record of a kind that the actor may see."""
        return road.export(self._tables, road.kind_named(kind, self._kinds), Path(file))
