"""A report of a hub, made for an audience when it is saved."""

import difflib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from earlyyears.disclosure import Audience, Document, SafeDocument, audience_from
from earlyyears.ledger import Commit, View
from earlyyears.plugins import Catalogue
from earlyyears.services import (
    REPORTS,
    Change,
    IssuedReport,
    changes_between,
    issue_of,
    make_report,
    reissued,
)

from .errors import UnknownReportError
from .extending import extended, made_of, own_reports
from .guarding import noted

__all__ = ["Report"]


class Report:
    """A report by name on a day; each audience gets a counting of its own."""

    def __init__(
        self,
        name: str,
        look: Callable[[str], View],
        everything: Callable[[], View],
        remember: Callable[[IssuedReport], Commit | None],
        catalogue: Catalogue,
        removed: Iterable[str] = (),
    ) -> None:
        there = [*REPORTS, *own_reports(catalogue)]
        if name not in there:
            near = difflib.get_close_matches(name, there, 1)
            hint = f"Did you mean “{near[0]}”? " if near else ""
            message = f"there is no report “{name}”"
            advice = f"{hint}There are: {', '.join(there)}."
            raise UnknownReportError(message, advice=advice, name=name)
        self.name = name
        self._look = look
        self._everything = everything
        self._remember = remember
        self._catalogue = catalogue
        self._removed = tuple(removed)

    def safe(self, audience: str = "public") -> SafeDocument:
        """The report as an audience may see it, without giving it out."""
        wanted = audience_from(audience)
        return self._safe(self._document(wanted), wanted)

    def _document(self, wanted: Audience) -> Document:
        view = self._look(wanted.value)
        with self._catalogue.refusals.heard() as refused:
            made = self._made(view, wanted)
        return noted(made, refused, self._removed)

    def _safe(self, document: Document, wanted: Audience) -> SafeDocument:
        return make_report(document, wanted, self._everything().all(IssuedReport))

    def _made(self, view: View, audience: Audience) -> Document:
        own = own_reports(self._catalogue).get(self.name)
        if own is not None:
            return made_of(own, view, audience, self._catalogue)
        made = REPORTS[self.name](view, audience)
        return extended(made, view, audience, self._catalogue)

    def save(self, file: str | Path, *, audience: str) -> Path:
        """Write the report to a file for an audience and remember it as issued.

        The ending of the file says how: `.html`, `.csv`, `.json` or a plugin's.  The
        file appears whole or not at all.
        """
        return self._give_out(Path(file), lambda: self.safe(audience))

    def _give_out(self, path: Path, make: Callable[[], SafeDocument]) -> Path:
        writer = self._catalogue.format_for(path.suffix)
        safe = make()
        _write(path, writer(safe))
        self._remember(issue_of(safe))
        return path

    def reissue(
        self,
        file: str | Path,
        *,
        audience: str,
        before: "Report",
        commits: Callable[[int], Iterable[Commit]],
    ) -> tuple[Change, ...]:
        """Write the report anew with what it says otherwise than it did before.

        `before` is the same report as known when it was given out; `commits` gives what
        was recorded after a commit.  Both pages are compared as the audience sees them.
        """
        wanted = audience_from(audience)
        old, document = before.safe(audience), self._document(wanted)
        changes = changes_between(old, self._safe(document, wanted))
        causes = [*commits(old.document.as_at or 0)]
        anew = reissued(document, changes, causes)
        self._give_out(Path(file), lambda: self._safe(anew, wanted))
        return changes


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
