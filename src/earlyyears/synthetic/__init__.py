"""A fictional, watermarked borough from a seed, for demonstrations and examples.

It has the shape of a real one: nursery schools that anchor networks, group settings,
childminders and nannies, six years of inspections under every framework.  Nobody and
nothing in it exists.

>>> import datetime as dt
>>> from earlyyears import synthetic
>>> marlow_vale = synthetic.borough(seed=7)
>>> file = marlow_vale.register_file(dt.date(2026, 6, 30), layout="2026")
>>> file.decode().splitlines()[0]
'Fictional data of Marlow Vale (fictional): childcare providers as at 2026-06-30'
"""

from .made import WATERMARK, SyntheticBorough, UnknownLayoutError, borough
from .model import Listing, Visit
from .partnership import Ending, Step, partnership_steps
from .plan import Edition

__all__ = [
    "WATERMARK",
    "Edition",
    "Ending",
    "Listing",
    "Step",
    "SyntheticBorough",
    "UnknownLayoutError",
    "Visit",
    "borough",
    "partnership_steps",
]
