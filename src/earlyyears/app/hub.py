"""The hub: the opened façade of one store, with its plugins, clock and actor."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from earlyyears.kernel import (
    DateRange,
    IdSource,
    RuleBook,
    evolve,
    frozen,
    london_day,
)
from earlyyears.ledger import Change as Told
from earlyyears.ledger import (
    Commit,
    Ledger,
    RefusedError,
    Verification,
    Version,
    View,
)
from earlyyears.people import Person, Post
from earlyyears.places import Area, RegisterEdition
from earlyyears.plugins import Catalogue, PluginError, PluginInfo
from earlyyears.registers import collector_paused, read
from earlyyears.roles import Handover, LeadRow, Policy, worklist
from earlyyears.scales import Scale
from earlyyears.services import (
    Change,
    CommitRow,
    Decision,
    ImportReport,
    IssuedReport,
    OpenQuestion,
    TableReport,
    TakenBack,
    answer_question,
    choose,
    commit_rows,
    counts_of,
    deciding,
    found_question,
    histories_of,
    onboard,
    open_questions,
    refuse_forgetting,
    review,
    subject_ids,
    taking_back,
)
from earlyyears.services import tables as road

from .areas import area_of, together
from .errors import NoBoroughError
from .guarding import owners_gone
from .naming import name_from
from .permitting import Permissions, permissions_of, signature
from .reading import converted
from .reports import Report
from .tables import HubTables, blank_table, kind_list, kind_schema, words_of

__all__ = ["UNNAMED", "Edge", "Hub"]

#: Signature of commits that were made without saying who acts.
UNNAMED = "unnamed"


@frozen
class Edge:
    """What the machine gives and tests replace: the time, new ids, and chance."""

    clock: Callable[[], dt.datetime]
    ids: IdSource
    salts: Callable[[int], bytes]


class Hub:
    """One hub's records, as one actor may see and change them.

    Open it with `open_hub`, in a `with` block, so that its store is closed.  Every
    change is one commit with the actor and a reason; nothing is edited or lost.
    """

    def __init__(
        self,
        ledger: Ledger,
        catalogue: Catalogue,
        edge: Edge,
        *,
        area: Area | None = None,
        actor: str = "",
        teams: frozenset[str] = frozenset(),
        policy: Policy | None = None,
    ) -> None:
        self._policy = policy or permissions_of(catalogue)
        self._ledger = ledger
        self._catalogue = catalogue
        self._edge = edge
        self._area = area
        self._teams = teams
        #: Post for which the hub acts; it decides what is seen, and signs commits.
        self.actor = actor
        self._issued = ""

    @property
    def _signature(self) -> str:
        """Who signs commits: the actor, or nobody while nobody has a post or seat."""
        return signature(
            self.actor,
            self._ledger,
            lambda: self._everything(self.today),
            none=UNNAMED,
        )

    @property
    def permissions(self) -> Permissions:
        """What the actor may do, with the rule of every answer."""
        return Permissions(
            self._policy,
            self._ledger,
            actor=self.actor,
            today=self.today,
            everything=self._everything,
            ids=self._edge.ids,
        )

    # -------------------------------------------------------------------- reading

    @property
    def plugins(self) -> tuple[PluginInfo, ...]:
        """The plugins in use and what each offers."""
        return self._catalogue.plugins

    @property
    def catalogue(self) -> Catalogue:
        """Everything that the plugins in use offer."""
        return self._catalogue

    @property
    def plugin_faults(self) -> tuple[PluginError, ...]:
        """What is wrong with plugins that were to be used."""
        return self._catalogue.faults

    @property
    def removed(self) -> tuple[str, ...]:
        """Plugins that are not in use and whose records the store keeps, by name."""
        return owners_gone(self._ledger)

    @property
    def rules(self) -> RuleBook:
        """The rules in use."""
        return self._catalogue.rules

    @property
    def scales(self) -> dict[str, Scale]:
        """The observation scales in use, those of plugins included, by id."""
        return self._catalogue.scales

    @property
    def today(self) -> dt.date:
        """Today in London."""
        return london_day(self._edge.clock())

    def at(
        self,
        on: dt.date | None = None,
        *,
        as_at: dt.date | int | None = None,
        audience: str | None = None,
    ) -> View:
        """The facts on a day, today if none is given, as this actor may see them.

        `as_at` goes back to what was known at the end of a day, or up to a commit.
        With an `audience` (`public`, `steering`), only what it may be shown is in it.
        """
        day = on or self.today
        outside = audience is not None and audience != "internal"
        return self._ledger.view(
            day,
            as_at=as_at,
            # What is shown to an audience does not depend on who prints it.
            actor=None if outside else self.actor,
            teams=() if outside else self._teams_on(day),
            rules=self.rules,
            audience=audience,
        )

    def _teams_on(self, day: dt.date) -> frozenset[str]:
        if not self.actor:
            return self._teams
        posts = (
            self._ledger.view(day, actor=self.actor).all(Post).where(post=self.actor)
        )
        held = (team for post in posts for team in post.teams)
        return self._teams | {self.actor} | frozenset(held)

    def _everything(self, day: dt.date) -> View:
        """The facts on a day, unfiltered: for rules and guards, never for print."""
        return self._ledger.view(day, rules=self.rules, unfiltered=True)

    def history(self, subject: str) -> list[Version]:
        """Every version of what is recorded about a setting or a record, oldest first.

        The subject is a record id, or a registration number as `ofsted:EY123456`.
        """
        view = self.at(self.today)
        return histories_of(self._ledger, subject_ids(view, subject), view)

    def commits(self) -> list[CommitRow]:
        """Every commit, newest last, with what it told and whether it was taken back.

        Reason and kinds are there where the actor may see a part of the commit.
        """
        return commit_rows(self._ledger, self.at(self.today))

    def summary(self, on: dt.date | None = None) -> dict[str, Any]:
        """Counts of the register as of a day, by default of the last edition read."""
        view = self.at(on or self._last_edition())
        return counts_of(view)

    def _last_edition(self) -> dt.date:
        read_so_far = [one.edition for one in self.at(self.today).all(RegisterEdition)]
        return max(read_so_far, default=self.today)

    def name_of(self, holder: str) -> str | None:
        """The name of a role-holder, None where nobody knows it.

        The hub's own directory is asked first, then the people directory of the key,
        which stands before a colon: `person/entra:4711`.  A directory that fails stops
        with one sentence.
        """
        own = self.at(self.today).get(holder)
        if isinstance(own, Person) and own.name:
            return own.name
        return name_from(self._catalogue, holder)

    def report(
        self,
        name: str,
        *,
        on: dt.date | None = None,
        as_at: dt.date | int | None = None,
    ) -> Report:
        """A report by name, such as `support`, ready to be saved for an audience."""
        day = on or self.today
        return Report(
            name,
            look=lambda audience: self.at(day, as_at=as_at, audience=audience),
            everything=lambda: self._everything(day),
            remember=self._remember,
            catalogue=self._catalogue,
            removed=self.removed,
        )

    def reissue(
        self,
        name: str,
        file: str | Path,
        *,
        audience: str,
        since: dt.date | int,
        on: dt.date | None = None,
    ) -> tuple[Change, ...]:
        """Write a report anew, with what has changed since it was given out, and why.

        `since` is the commit, or the day, of what was known then; the file begins with
        each figure that is printed otherwise now and the commits recorded since.
        """
        return self.report(name, on=on).reissue(
            file,
            audience=audience,
            before=self.report(name, on=on, as_at=since),
            commits=lambda after: self._ledger.commits(after=after),
        )

    @property
    def given_out(self) -> int | None:
        """Number of the commit that remembers the report that was saved last here.

        It is an earlier one where the same page was given out before.  None as long as
        this opening of the hub has saved none.
        """
        return self.history(self._issued)[-1].commit if self._issued else None

    def _remember(self, issued: IssuedReport) -> Commit | None:
        self._issued = issued.id
        return self._ledger.commit(
            [issued],
            actor=self._signature,
            reason=f"report {issued.report} given out ({issued.audience})",
            only_news=True,
        )

    def worklist(
        self, view: View, *, preset: str | None = None, setting: str | None = None
    ) -> list[LeadRow]:
        """Every setting of a view with its lead, the statutory duties first.

        With a preset, as if the borough had chosen it; with a registration number, that
        setting alone.
        """
        chosen = None if setting is None else [view.setting(setting)]
        return worklist(view, chosen, preset)

    def questions(self, on: dt.date | None = None) -> tuple[OpenQuestion, ...]:
        """What nobody can tell on a day until a person answers, numbered, each once.

        Those that `answer` takes come first, and of these the ones that bear on most
        settings.  Numbers are the same as long as the store and the day are; a
        question's `key` stays for good.
        """
        return open_questions(self.at(on))

    def verify(self) -> Verification:
        """Check that nothing in the store was altered behind the hub's back."""
        return self._ledger.verify()

    # -------------------------------------------------------------------- writing

    def import_register(
        self,
        file: str | Path | bytes,
        *,
        edition: dt.date | None = None,
        all_rows: bool = False,
        reason: str = "",
        dry_run: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> ImportReport:
        """Read an edition of a public register and bring it into the hub.

        `edition` is the “as at” date of the file, where the file does not say it.
        """
        wanted = self._own_area()
        source = Path(file) if isinstance(file, str) else file
        table = converted(source, self._catalogue)
        with collector_paused():
            found = read(
                table.data if table else source,
                name=table.name if table else "",
                layouts=self._catalogue.layouts,
                edition=edition,
                area=wanted,
                all_rows=all_rows,
                progress=progress,
            )
            if table:
                found = evolve(found, sha256=table.sha256)
            return onboard(
                self._ledger,
                found,
                wanted,
                ids=self._edge.ids,
                view=self._everything,
                actor=self._signature,
                reason=reason,
                dry_run=dry_run,
            )

    def _own_area(self) -> Area:
        if self._area is not None:
            return self._area
        keys = {one.area for one in self.at(self.today).all(RegisterEdition)}
        if not keys:
            raise _no_borough()
        return together([found for key in sorted(keys) if (found := area_of(key))])

    def record(
        self, *records: Told, reason: str, seen: View | int | None = None
    ) -> Commit | None:
        """Assert records for the days they are valid, and endings, in one commit.

        With `seen`, the change is refused where what was seen has changed since.  A
        code that its vocabulary lacks is refused, as in a table.
        """
        if faults := road.unknown_words(records, words_of(self._catalogue)):
            raise RefusedError(
                "the change was refused", faults, advice="Nothing was written."
            )
        return self._ledger.commit(
            records, actor=self._signature, reason=reason, seen=seen
        )

    def answer(
        self,
        question: int | str | OpenQuestion,
        text: str,
        *,
        reason: str,
        on: dt.date | None = None,
        start: dt.date | None = None,
    ) -> Decision:
        """Record the answer to a question that is open on a day, signed by the actor.

        The question is one of `questions(on)`, its number or its key.  A choice holds
        from `start`, or from the day itself; a ruling from the first day it can settle.
        Refused, with what is allowed, where the text is no answer to the question.
        """
        view = self.at(on)
        return answer_question(
            self._ledger,
            view,
            found_question(open_questions(view), question, view.on),
            text,
            reason=reason,
            actor=self.actor,
            today=self.today,
            start=start,
        )

    def choose(
        self, policy: str, value: str, *, start: dt.date, reason: str
    ) -> Decision:
        """Record what each borough of the hub chooses under a policy, from a day on.

        It holds until a choice that was recorded for a later day.  A hub that was
        opened for certain boroughs chooses for those.  Refused, with what is allowed,
        where the policy or the value is not known.
        """
        view = self.at(self.today)
        named = self._area.boroughs if self._area else frozenset[str]()
        boroughs = deciding(view, named)
        if not boroughs:
            raise _no_borough()
        return choose(
            self._ledger,
            view,
            boroughs,
            policy,
            value,
            start=start,
            actor=self.actor,
            reason=reason,
        )

    def review(self, on: dt.date | None = None) -> tuple[Handover, ...]:
        """Open the handovers that are due on a day; asked twice, nothing is doubled."""
        return review(self._ledger, self._everything(on or self.today), self._signature)

    def withdraw(self, commit: int, *, reason: str) -> Commit:
        """Take a wrong commit back; every answer is then as it was before it.

        One by which a report was given out is refused: what it showed stays known.
        """
        return self._ledger.withdraw(commit, actor=self._signature, reason=reason)

    def taking_back(self, commit: int, *, reason: str) -> TakenBack:
        """What `withdraw` would take back, and what would then point at nothing.

        Nothing is written; what `withdraw` would refuse is refused.
        """
        return taking_back(
            self._ledger,
            self.at(self.today),
            commit,
            actor=self._signature,
            reason=reason,
        )

    def erase(self, *subjects: str, reason: str) -> Commit:
        """Erase a person or a childminder for good; tombstones keep the chain whole.

        What a report showed when it was given out is not erased: `RefusedError`.
        """
        view = self._everything(self.today)
        ids = [each for subject in subjects for each in subject_ids(view, subject)]
        refuse_forgetting(ids)
        return self._ledger.erase(ids, actor=self._signature, reason=reason)

    # --------------------------------------------------------------------- tables

    @property
    def kinds(self) -> tuple[road.KindInfo, ...]:
        """The kinds of record that tables can hold, with who sees them."""
        return kind_list(self._catalogue)

    def template(self, kind: str, ending: str = ".csv") -> bytes:
        """A blank table of a kind, to be filled in and given to `import_table`.

        `ending` says how: `.csv`, or `.xlsx` with the extra `report`.
        """
        return blank_table(self._catalogue, kind, ending)

    def schema(self, kind: str) -> dict[str, Any]:
        """The JSON Schema of the lines that `export` writes for machines."""
        return kind_schema(self._catalogue, kind)

    def import_table(
        self,
        file: str | Path | bytes,
        kind: str,
        *,
        reason: str = "",
        complete: DateRange | None = None,
        dry_run: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> TableReport:
        """Bring a table of one kind of record into the hub, whole or not at all.

        It is CSV, or a workbook with the extra `registers`.  Raises
        `TableRefusedError` with all that is wrong; its `data["report"]` is the report
        that a dry run gives.  With `complete`, the table is the whole truth for those
        days, and what it lacks ends.
        """
        source = Path(file) if isinstance(file, str) else file
        table = converted(source, self._catalogue)
        return self._tables().read(
            table.data if table else source,
            kind,
            name=table.name if table else "",
            actor=self._signature,
            reason=reason,
            complete=complete,
            dry_run=dry_run,
            progress=progress,
        )

    def export(self, kind: str, file: str | Path) -> int:
        """Write all records of a kind to a .csv, .xlsx or .jsonl file; say how many."""
        return self._tables().write(kind, file)

    def archive(self, file: str | Path) -> road.Archived:
        """Write the whole hub, whoever may see what, into one new file."""
        return road.archive(self._ledger, Path(file))

    def restore(self, file: str | Path) -> Verification:
        """Fill this hub, which must be empty, from an archive, and verify it."""
        return road.restore(self._ledger, Path(file))

    def _tables(self) -> HubTables:
        return HubTables(
            lambda words: road.Tables(
                ledger=self._ledger,
                everything=self._everything(self.today),
                seen=self.at(self.today),
                vocabularies=words,
                guards=self._catalogue.guards,
                ids=self._edge.ids,
            ),
            self._catalogue,
        )

    # -------------------------------------------------------------------- closing

    def close(self) -> None:
        """Close the store."""
        self._ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _no_borough() -> NoBoroughError:
    return NoBoroughError(
        "the hub does not know its borough yet",
        advice="Open it with borough=, or --borough on the command line.",
    )
