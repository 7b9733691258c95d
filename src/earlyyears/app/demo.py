"""The demonstration: a fictional borough from its register's files to its report."""

from pathlib import Path

from earlyyears import synthetic
from earlyyears.kernel import frozen
from earlyyears.places import Registration

from .errors import DemoExistsError
from .hub import Hub
from .opening import open_hub

__all__ = ["Demo", "make_demo"]

_AUDIENCES = ("public", "steering", "internal")


@frozen
class Demo:
    """What a demonstration left on disk."""

    borough: str
    watermark: str
    store: str
    reports: tuple[Path, ...]
    settings: int
    editions: int

    def lines(self) -> list[str]:
        """What to tell the person who asked for it, the report last."""
        read = (
            f"{self.settings:,} settings from {self.editions} editions of its register"
        )
        return [
            f"{self.watermark}: {self.borough}, {read}.",
            f"Try: earlyyears lead --store {self.store} --as advisory-team",
            *(f"Report: {path}" for path in self.reports),
        ]


def make_demo(folder: Path, seed: int) -> Demo:
    """Make the fictional borough of a seed in a folder, and its reports.

    Its register's files go through the same reader as Ofsted's, and what its people
    know is recorded after each.  A folder that holds a demonstration is refused.
    """
    file = folder / "hub.db"
    if file.exists():
        message = f"{file} is there already"
        raise DemoExistsError(
            message, advice="Delete the folder or name another --out."
        )
    folder.mkdir(parents=True, exist_ok=True)
    made = synthetic.borough(seed=seed)
    store = f"sqlite:///{file}"
    with open_hub(store, borough=made.area, actor="data-officer", plugins=()) as hub:
        _fill(hub, made)
        report = hub.report("support", on=made.last_day)
        reports = [
            report.save(folder / f"support-{audience}.html", audience=audience)
            for audience in _AUDIENCES
        ]
        settings = len(hub.worklist(hub.at(made.last_day)))
    return Demo(
        borough=made.name,
        watermark=made.watermark,
        store=store,
        reports=tuple(reports),
        settings=settings,
        editions=len(made.editions),
    )


def _fill(hub: Hub, made: synthetic.SyntheticBorough) -> None:
    for edition in made.editions:
        content = made.register_file(edition.on, layout=edition.layout)
        hub.import_register(content, edition=edition.on)
    numbers = {
        one.identifier: one.setting
        for edition in made.editions
        for one in hub.at(edition.on).all(Registration)
    }
    hub.record(*made.local_facts(numbers), reason="what the people of the borough know")
    hub.review(made.last_day)
    for batch in made.mentoring(hub.at(made.last_day)):
        hub.record(*batch, reason="what the mentors did")
