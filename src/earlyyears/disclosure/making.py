"""Make a document safe for an audience, as a whole and with what was issued before."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from earlyyears.kernel import (
    EarlyYearsError,
    Figure,
    Sensitivity,
    evolve,
    frozen,
    half_up,
)

from .documents import (
    Block,
    CellOf,
    CountTable,
    Document,
    Heading,
    Highlights,
    Listing,
    Narrative,
    Prose,
    RecordTable,
)
from .hiding import Figures, hidden_in
from .marks import Mark
from .memory import Issued
from .policies import Policy
from .safe import (
    SEAL,
    Certificate,
    Hidden,
    Omitted,
    SafeBlock,
    SafeCell,
    SafeDocument,
    SafeHighlights,
    SafeListing,
    SafeProse,
    SafeRecords,
    SafeTable,
    SafeText,
)
from .statistics import Statistic, enter, lines_of, statistic, values_of

__all__ = ["WrongAudienceError", "make_safe"]

_NOT_FOR = "It is not for this audience."
_NOT_CLEARED = "Its text has not been cleared for this audience by a named person."


class WrongAudienceError(EarlyYearsError, PermissionError):
    """A document made for a narrow circle, about to be shown to a wider one."""

    code = "EY506"


def make_safe(
    document: Document,
    policy: Policy,
    issued: Iterable[Issued | SafeDocument] = (),
) -> SafeDocument:
    """Decide for a whole document what its audience may see, and give that alone.

    `issued` is what was given out before; what readers of this document cannot have
    seen is passed over.  A document that was counted for a narrower circle is refused:
    count it again from what the wider one may know.
    """
    if not policy.audience.may_read(document.audience):
        raise _wrong(document, policy)
    seen = _seen_by(policy, issued)
    numbers = _numbers(document, policy, seen)
    maker = _Maker(policy, numbers, document)
    blocks = tuple(maker.safe(block) for block in document.blocks)
    return SafeDocument(
        evolve(document, blocks=(), audience=policy.audience),
        blocks,
        maker.certificate(blocks, len(seen)),
        maker.issue(),
        seal=SEAL,
    )


def _wrong(document: Document, policy: Policy) -> WrongAudienceError:
    message = (
        f"the report was counted for the {document.audience} audience"
        f" and may not go to the {policy.audience} one"
    )
    return WrongAudienceError(
        message,
        advice=f"Make it again for the {policy.audience} audience, from what that"
        " audience may know.",
        made_for=document.audience.value,
        wanted=policy.audience.value,
    )


def _seen_by(
    policy: Policy, issued: Iterable[Issued | SafeDocument]
) -> tuple[Issued, ...]:
    notes = [one.issued if isinstance(one, SafeDocument) else one for one in issued]
    return tuple(one for one in notes if policy.audience.may_read(one.audience))


@frozen
class _Numbers:
    """Every number of a document, and which of them are hidden."""

    tables: Mapping[str, CountTable]
    figures: Figures
    hidden: Mapping[Statistic, str]
    bases: Mapping[Statistic, int]


def _numbers(document: Document, policy: Policy, seen: tuple[Issued, ...]) -> _Numbers:
    tables = [
        block
        for block in document.blocks
        if isinstance(block, CountTable) and policy.lets_pass(_level(block))
    ]
    levels = _levels(tables, document, policy)
    values = values_of(tables)
    for figure in _quoted(document, policy):
        enter(values, _of(figure), _whole(figure))
    bases = {what: max(map(policy.base_for, levels[what])) for what in values}
    figures = Figures(
        values=values,
        shown={what: _rounded(value, bases[what]) for what, value in values.items()},
        lines=[line for table in tables for line in lines_of(table)],
        thresholds={
            what: max(map(policy.threshold_for, levels[what])) for what in values
        },
        wider={
            table.population.name: table.population.within
            for table in tables
            if table.population.within
        },
    )
    hidden = hidden_in(figures, seen, document.on)
    return _Numbers({table.code: table for table in tables}, figures, hidden, bases)


def _level(table: CountTable) -> Sensitivity:
    """The highest sensitivity of a table and its cells."""
    figures = [cell for _, cell in table.cells if isinstance(cell, Figure)]
    levels = [table.sensitivity, *(figure.sensitivity for figure in figures)]
    return max(levels, key=lambda level: level.rank)


def _levels(
    tables: Iterable[CountTable], document: Document, policy: Policy
) -> dict[Statistic, set[Sensitivity]]:
    """The sensitivities under which each number of a document may be shown."""
    levels: dict[Statistic, set[Sensitivity]] = {}
    for table in tables:
        places = [key for key, _ in table.cells] + [key for key, _ in _totals(table)]
        level = _level(table)
        for key in places:
            levels.setdefault(statistic(table, *key), set()).add(level)
    for figure in _quoted(document, policy):
        levels.setdefault(_of(figure), set()).add(figure.sensitivity)
    return levels


def _totals(table: CountTable) -> Iterator[tuple[tuple[str, str], str]]:
    """The places of a table's totals, with what each is the total of."""
    if not table.shares_out:
        return
    if table.columns:
        yield from (((row.code, ""), row.label) for row in table.rows.categories)
        yield from ((("", one.code), one.label) for one in table.columns.categories)
    yield ("", ""), "Total"


def _quoted(document: Document, policy: Policy) -> Iterator[Figure]:
    """Whole figures that stand outside tables and may pass."""
    for block in document.blocks:
        for part in _parts(block, policy):
            if (
                isinstance(part, Figure)
                and isinstance(part.value, int)
                and policy.lets_pass(part.sensitivity)
            ):
                yield part


def _parts(block: Block, policy: Policy) -> Iterable[object]:
    if isinstance(block, Prose) and policy.lets_pass(block.sensitivity):
        return block.parts
    if isinstance(block, Highlights):
        return [part for _, part in block.items]
    return ()


def _of(figure: Figure) -> Statistic:
    return Statistic(figure.measure, figure.population)


def _whole(figure: Figure) -> int:
    return figure.value if isinstance(figure.value, int) else 0


def _rounded(value: int, base: int) -> int:
    return int(half_up(Fraction(value, base))) * base


@frozen
class _Maker:
    """Turns one block after another into what may be shown."""

    policy: Policy
    numbers: _Numbers
    document: Document

    def safe(self, block: Block) -> SafeBlock:  # noqa: PLR0911  one for each kind
        """The block as the audience may see it."""
        match block:
            case Heading():
                return block
            case Highlights():
                return SafeHighlights(
                    tuple((words, self._number(part)) for words, part in block.items)
                )
            case Prose():
                return self._prose(block)
            case CountTable():
                return self._table(block)
            case RecordTable():
                return self._records(block)
            case Listing():
                return self._listing(block)
            case Narrative():
                return self._narrative(block)

    def _prose(self, block: Prose) -> SafeProse | Omitted:
        if not self.policy.lets_pass(block.sensitivity):
            return Omitted("A paragraph", _NOT_FOR)
        return SafeProse(tuple(self._part(part) for part in block.parts))

    def _part(self, part: str | Figure | CellOf | dt.date) -> str | SafeCell | dt.date:
        return self._number(part) if isinstance(part, CellOf | Figure) else part

    def _number(self, part: Figure | CellOf) -> SafeCell:
        if isinstance(part, Figure):
            return self._figure(part)
        table = self.numbers.tables.get(part.table)
        if table is None:
            return SafeCell(mark=Mark.CONFIDENTIAL)
        return self._cell(table, part.row, part.column)

    def _figure(self, figure: Figure) -> SafeCell:
        if not self.policy.lets_pass(figure.sensitivity):
            return SafeCell(mark=Mark.CONFIDENTIAL)
        if not isinstance(figure.value, int):
            return self._derived(figure)
        return self._shown(_of(figure), figure)

    def _derived(self, figure: Figure) -> SafeCell:
        """A share or a mean is shown only where nothing must be hidden or rounded."""
        level = figure.sensitivity
        free = (
            self.policy.threshold_for(level) == 0 and self.policy.base_for(level) == 1
        )
        return SafeCell(figure) if free else SafeCell(mark=Mark.CONFIDENTIAL)

    def _shown(self, what: Statistic, figure: Figure) -> SafeCell:
        if what in self.numbers.hidden:
            return SafeCell(mark=Mark.CONFIDENTIAL)
        value = self.numbers.figures.shown[what]
        if value == 0 and self.numbers.figures.values[what]:
            return SafeCell(mark=Mark.LOW)
        return SafeCell(evolve(figure, value=value))

    def _cell(self, table: CountTable, row: str, column: str) -> SafeCell:
        given = dict(table.cells).get((row, column))
        if isinstance(given, Mark):
            return SafeCell(mark=given)
        what = statistic(table, row, column)
        if what not in self.numbers.figures.values:
            return SafeCell(mark=Mark.NOT_AVAILABLE)
        if given is None:
            given = self._total(table, what)
        return self._shown(what, given)

    def _total(self, table: CountTable, what: Statistic) -> Figure:
        return Figure(
            measure=table.measure,
            value=self.numbers.figures.values[what],
            unit=table.unit,
            population=table.population.name,
            on=self.document.on,
            as_at=self.document.as_at,
            sensitivity=_level(table),
        )

    def _table(self, block: CountTable) -> SafeTable | Omitted:
        if block.code not in self.numbers.tables:
            return Omitted(block.title, _NOT_FOR)
        places = [*block.keys, *(key for key, _ in _totals(block))]
        return SafeTable(
            code=block.code,
            title=block.title,
            measure=block.measure,
            unit=block.unit,
            population=block.population,
            rows=block.rows,
            columns=block.columns,
            cells=tuple((key, self._cell(block, *key)) for key in places),
            note=block.note,
        )

    def _records(self, block: RecordTable) -> SafeRecords | Omitted:
        if not self.policy.records:
            return Omitted(block.title, _NOT_FOR)
        kept = [
            at
            for at, column in enumerate(block.columns)
            if self.policy.lets_pass(column.sensitivity)
        ]
        rows = [
            row
            for row in block.rows
            if self.policy.lets_pass(row.sensitivity)
            and (self.policy.withheld or not row.withheld)
        ]
        return SafeRecords(
            code=block.code,
            title=block.title,
            unit=block.unit,
            population=block.population,
            columns=tuple(
                (block.columns[at].code, block.columns[at].label) for at in kept
            ),
            rows=tuple(tuple(row.cells[at] for at in kept) for row in rows),
            note=block.note,
        )

    def _listing(self, block: Listing) -> SafeListing | Omitted:
        if not self.policy.lets_pass(block.sensitivity):
            return Omitted(block.title, _NOT_FOR)
        return SafeListing(block.title, block.items)

    def _narrative(self, block: Narrative) -> SafeText | Omitted:
        clearance = block.clearance
        reader = self.policy.audience
        cleared = clearance is not None and reader.may_read(clearance.audience)
        if not (cleared or self.policy.narrative):
            return Omitted(block.title, _NOT_CLEARED)
        by = clearance.by if clearance is not None and cleared else ""
        return SafeText(block.title, block.author, block.text, by)

    def certificate(
        self, blocks: Iterable[SafeBlock], compared_with: int
    ) -> Certificate:
        """What was hidden or left out, and why."""
        numbers = sorted(self.numbers.hidden.items())
        hidden = [Hidden(str(what), why) for what, why in numbers]
        left_out = [
            Hidden(block.title, "left_out")
            for block in blocks
            if isinstance(block, Omitted)
        ]
        bases = set(self.numbers.bases.values()) - {1}
        return Certificate(
            policy=self.policy.name,
            audience=self.policy.audience,
            source=self.policy.source,
            hidden=(*hidden, *left_out),
            compared_with=compared_with,
            rounded_to=tuple(sorted(bases)),
        )

    def issue(self) -> Issued:
        """What readers of the document know from it."""
        figures, hidden = self.numbers.figures, self.numbers.hidden
        shown = {w: v for w, v in figures.shown.items() if w not in hidden}
        return Issued(
            name=self.document.name,
            audience=self.policy.audience,
            on=self.document.on,
            as_at=self.document.as_at,
            shown=tuple(sorted(shown.items())),
            hidden=tuple(sorted(hidden)),
            rounded=tuple(w for w in sorted(shown) if self.numbers.bases[w] != 1),
        )
