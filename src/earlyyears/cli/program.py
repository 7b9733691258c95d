"""The whole program: the group with every command on it."""

from earlyyears.app import open_hub, scales

from . import scales as scale_commands
from .asking import COMMANDS as ASKING
from .capacity import COMMANDS as CAPACITY
from .commands import earlyyears
from .commits import COMMANDS as COMMITS
from .data import COMMANDS as DATA
from .governance import COMMANDS as GOVERNANCE
from .leading import COMMANDS as LEADING
from .mentoring import COMMANDS as MENTORING
from .offered import commands_of
from .plugin_checks import COMMANDS as PLUGIN_CHECKS
from .plugins import COMMANDS as PLUGINS
from .plugins import plugins
from .reporting import COMMANDS as REPORTING
from .tables import COMMANDS as TABLES

__all__ = ["program"]

#: The group `earlyyears` with its commands.
program = earlyyears
program.offered = commands_of

for command in (
    *ASKING,
    *CAPACITY,
    *COMMITS,
    *DATA,
    *GOVERNANCE,
    *LEADING,
    *MENTORING,
    *PLUGINS,
    *REPORTING,
    *TABLES,
):
    program.add_command(command)
for command in PLUGIN_CHECKS:
    plugins.add_command(command)
scale_commands.add(program, scales=scales, open_hub=open_hub)
