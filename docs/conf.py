"""How the site is built: `python3 start.py test docs`."""

import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))
sys.path.insert(0, str(HERE / "_extensions"))

project = "earlyyears"
author = "The earlyyears maintainers"
copyright = "2026, the earlyyears maintainers"
version = release = PROJECT["project"]["version"]
language = "en-GB"

extensions = [
    "myst_parser",
    "reference_pages",
    "hook_pages",
    "kind_pages",
    "sphinx.ext.autodoc",
]
exclude_patterns = ["_build"]
# Docstrings write code in single backticks, as these pages do.
default_role = "code"

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

autodoc_default_options = {"show-inheritance": False}
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True

html_theme = "furo"
html_title = f"earlyyears {version}"
html_show_sphinx = False
html_static_path = ["_static"]
html_css_files = ["site.css"]
