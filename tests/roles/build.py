"""Builds the settings of the hand-worked cases out of plain data."""

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from earlyyears import inspection, roles
from earlyyears.inspection import Inspection
from earlyyears.kernel import Answered, DateRange, Record, RuleBook, Snapshot
from earlyyears.places import Registration, Setting

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases.toml").read_text(encoding="utf-8")
)["case"]
SETTING, REGISTRATION, BOROUGH = "setting/elm", "registration/ofsted:EY123456", "newham"
AREAS = tuple(inspection.areas())
KINDS = {
    each.framework: each
    for each in (
        inspection.EyfsInspection,
        inspection.CommonInspection,
        inspection.EducationInspection,
        inspection.SchoolGraded,
        inspection.SchoolUngraded,
        inspection.IndependentInspection,
        inspection.InterimVisit,
        inspection.NoChildrenOnRoll,
        inspection.OutOfSchoolInspection,
        inspection.ChildcareRegisterInspection,
        inspection.AgencyInspection,
    )
}


def outcome(given: Mapping[str, Any]) -> inspection.Outcome:
    """The outcome that a case describes."""
    if "card" in given:
        said = {"safeguarding": "met", **given["card"]}
        every = said.pop("all")
        judged = {**dict.fromkeys(AREAS, every), **said}
        return inspection.SettingReportCard(
            **{name: value or None for name, value in judged.items()}
        )
    kind = KINDS[given["framework"]]
    if kind is inspection.IndependentInspection:
        return kind(inspectorate="an inspectorate", outcome=given["outcome"])
    words = {"outcome": given["outcome"]} if "outcome" in given else {}
    return kind(**(words or {"grade": given.get("grade")}))


def inspections(case: Mapping[str, Any]) -> Iterator[Inspection]:
    """The inspections of a case."""
    for given in case.get("inspections", ()):
        found = outcome(given)
        yield Inspection(
            id=inspection.inspection_id(
                "ofsted:EY123456", found.framework, given["on"]
            ),
            setting=SETTING,
            registration=REGISTRATION,
            inspected_on=given["on"],
            published_on=given.get("published"),
            known_on=given.get("known"),
            outcome=found,
        )


def registration(case: Mapping[str, Any]) -> Registration:
    """The registration of a case."""
    since = case.get("registered_on", dt.date(2010, 9, 1))
    given = case.get("registers", ["eyr"])
    return Registration(
        id=REGISTRATION,
        valid=DateRange(since),
        setting=SETTING,
        identifier="ofsted:EY123456",
        registered_on=since,
        type=case.get("type", "non_domestic"),
        subtype=case.get("subtype", "full_day_care"),
        registers=None if given == "not stated" else tuple(given),
        status=case.get("status", "active"),
        history=tuple(tuple(window) for window in case.get("history", ())),
    )


def decisions(case: Mapping[str, Any], preset: str) -> Iterator[Record]:
    """What the borough has chosen, ruled and recorded in a case."""
    choices = dict(case.get("choices", {}))
    if preset != "none":
        choices["support-lead"] = preset
    for policy, value in choices.items():
        yield roles.PolicyChoice(
            id=f"policy-choice/{BOROUGH}/{policy}",
            borough=BOROUGH,
            policy=policy,
            value=value,
        )
    if "ruling" in case:
        yield roles.Ruling(
            id=f"ruling/{BOROUGH}/report_cards_before_2026",
            borough=BOROUGH,
            matter="report_cards_before_2026",
            reading=case["ruling"],
        )
    if "concern" in case:
        yield roles.Concern(id="concern/1", setting=SETTING, kind=case["concern"])
    grounds = {"setting": SETTING, "reason": "a reason", "approver": "head of service"}
    if "override" in case:
        given = case["override"]
        days = DateRange(given["from"], given.get("before"))
        yield roles.Override(id="override/1", valid=days, body=given["body"], **grounds)
    if case.get("agreement"):
        yield roles.JointAgreement(id="joint-agreement/1", **grounds)


def setting(case: Mapping[str, Any]) -> Setting:
    """The setting of a case."""
    return Setting(id=SETTING, kind=case.get("kind", "full_day_care"), borough=BOROUGH)


def facts(
    case: Mapping[str, Any], preset: str = "none", book: RuleBook | None = None
) -> Snapshot:
    """The facts of a case on its day, with a preset chosen or none."""
    held = [registration(case)] if case.get("registered", True) else []
    return Snapshot(
        setting(case),
        *held,
        *inspections(case),
        *decisions(case, preset),
        on=case["on"],
        rules=book or RuleBook(roles.rules()),
    )


def told(
    case: Mapping[str, Any], preset: str = "none", book: RuleBook | None = None
) -> str:
    """The answer of a case, as the table of cases writes it."""
    answer = facts(case, preset, book).ask(roles.support_lead, setting(case))
    if isinstance(answer, Answered):
        return f"{answer.value.body} {answer.value.duty} {answer.why.reason}"
    status = {
        "NotApplicable": "not_applicable",
        "Unsupported": "unsupported",
        "CannotTell": "cannot_tell",
    }[type(answer).__name__]
    return f"{status} {answer.why.reason}"


def expected(case: Mapping[str, Any]) -> dict[str, str]:
    """What a case expects for each choice of preset."""
    lead = case["lead"]
    return dict(lead) if isinstance(lead, dict) else {"none": lead}
