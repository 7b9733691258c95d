"""Observation scales: scored exactly, with reliability and change one can defend.

ITERS-3 and its family as structure, never as wording; the ladder with bounds over what
was left blank; agreement between assessors; and whether rooms changed.  Needs nothing
but the kernel; intervals and models come with the extra `stats`.

>>> import datetime as dt
>>> from earlyyears import scales
>>> seen = scales.Observation(
...     scale="iters-3",
...     room="room/a",
...     on=dt.date(2026, 3, 2),
...     item_scores={"1": 5, "2": 4, "3": "NA"},
... )
>>> sheet = scales.score(seen)
>>> sheet.total.mean, sheet.total.n_missing
(Fraction(9, 2), 30)
"""

from .agreement import NA_POLICIES, Agreement, agreement, item_kappas
from .alpha import Alpha, alpha_if_dropped, cronbach_alpha, standardised_alpha
from .as_data import (
    agreement_data,
    agreement_of_files,
    change_data,
    change_of_files,
    score_file,
    sheet_data,
)
from .certification import (
    Certificate,
    CertificationRule,
    Drift,
    Standing,
    certification,
    certification_rules,
    drift,
    is_certified,
    severity,
)
from .change import Change, change
from .correlation import pearson
from .errors import (
    BadObservationError,
    BandGapError,
    MixedScalesError,
    NoSuchScaleError,
    RatingsError,
    ScaleFileError,
    SheetError,
    SheetFileError,
)
from .estimates import Estimate, Interval
from .group_change import GroupChange
from .icc import Icc, MeanSquares, icc, icc_table
from .kappa import kappa
from .krippendorff import krippendorff_alpha
from .layers import layer_template, with_layer
from .library import available, get, load, load_folder
from .matching import UNMATCHED, Audit, Matched, Pair
from .means import subscale_mean, total_mean
from .measurement import (
    ReliableChange,
    reliable_change,
    score_interval,
    spearman_brown,
    standard_error_of_measurement,
)
from .observations import ChildAge, Observation, Override, Role
from .omega import omega
from .order import CategoryOrder, category_order
from .packing import pack, unpack
from .policies import (
    Bands,
    SettingPolicy,
    SettingScore,
    setting_policies,
    setting_score,
)
from .profile import NextStep, Profile, profile
from .raters import (
    brennan_prediger,
    conger_kappa,
    fleiss_kappa,
    gwet_ac,
    light_kappa,
    percent_agreement,
    scott_pi,
)
from .results import ItemResult, MeanResult, Source, Status, display
from .scored import Sheet
from .scoring import score, score_item
from .sheets import read_rows, read_sheet, read_sheets
from .specs import spec_warnings
from .statement import Statement, statement
from .structure import (
    Ages,
    Basis,
    Choice,
    Cycles,
    Group,
    Indicator,
    Item,
    Ladder,
    Layer,
    NaRule,
    NotesProfile,
    Relation,
    Scale,
    Subscale,
)
from .writing import sheet_template, write_long, write_wide

__all__ = [
    "NA_POLICIES",
    "UNMATCHED",
    "Ages",
    "Agreement",
    "Alpha",
    "Audit",
    "BadObservationError",
    "BandGapError",
    "Bands",
    "Basis",
    "CategoryOrder",
    "Certificate",
    "CertificationRule",
    "Change",
    "ChildAge",
    "Choice",
    "Cycles",
    "Drift",
    "Estimate",
    "Group",
    "GroupChange",
    "Icc",
    "Indicator",
    "Interval",
    "Item",
    "ItemResult",
    "Ladder",
    "Layer",
    "Matched",
    "MeanResult",
    "MeanSquares",
    "MixedScalesError",
    "NaRule",
    "NextStep",
    "NoSuchScaleError",
    "NotesProfile",
    "Observation",
    "Override",
    "Pair",
    "Profile",
    "RatingsError",
    "Relation",
    "ReliableChange",
    "Role",
    "Scale",
    "ScaleFileError",
    "SettingPolicy",
    "SettingScore",
    "Sheet",
    "SheetError",
    "SheetFileError",
    "Source",
    "Standing",
    "Statement",
    "Status",
    "Subscale",
    "agreement",
    "agreement_data",
    "agreement_of_files",
    "alpha_if_dropped",
    "available",
    "brennan_prediger",
    "category_order",
    "certification",
    "certification_rules",
    "change",
    "change_data",
    "change_of_files",
    "conger_kappa",
    "cronbach_alpha",
    "display",
    "drift",
    "fleiss_kappa",
    "get",
    "gwet_ac",
    "icc",
    "icc_table",
    "is_certified",
    "item_kappas",
    "kappa",
    "krippendorff_alpha",
    "layer_template",
    "light_kappa",
    "load",
    "load_folder",
    "omega",
    "pack",
    "pearson",
    "percent_agreement",
    "profile",
    "read_rows",
    "read_sheet",
    "read_sheets",
    "reliable_change",
    "score",
    "score_file",
    "score_interval",
    "score_item",
    "scott_pi",
    "setting_policies",
    "setting_score",
    "severity",
    "sheet_data",
    "sheet_template",
    "spearman_brown",
    "spec_warnings",
    "standard_error_of_measurement",
    "standardised_alpha",
    "statement",
    "subscale_mean",
    "total_mean",
    "unpack",
    "with_layer",
    "write_long",
    "write_wide",
]
