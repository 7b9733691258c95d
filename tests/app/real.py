"""The real file of August 2021, and hubs that have read it."""

import datetime as dt
from pathlib import Path

EDITION = dt.date(2021, 8, 31)
NEWHAM = "data/ofsted/childcare-providers_2021-08-31_newham_slice.csv"
ENGLAND = "data/ofsted/childcare-providers_2021-08-31_england_raw.csv"
CHELTENHAM = "data/ofsted/report-cards_2026-06-30_cheltenham_transcribed.csv"
ORACLE = "oracles/ofsted-counts.json"


def must_exist(path: Path) -> Path:
    """The path, if there is a file at it."""
    assert path.is_file(), f"the shared folder has no {path.name}"
    return path
