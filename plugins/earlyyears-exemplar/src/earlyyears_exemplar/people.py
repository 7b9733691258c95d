"""The council's list of staff, which knows who a role-holder is.

A real one asks the council's directory; nothing of a person is kept in the plugin.
"""

from earlyyears.plugins import Directory, Entry

__all__ = ["staff"]

_STAFF = {
    "SAMPLE-01": Entry("A. Sample (invented)", "sample-01@marlow-vale.example"),
    "SAMPLE-02": Entry("B. Sample (invented)", "sample-02@marlow-vale.example"),
}

#: Asked for the names of holders such as `person/exemplar:SAMPLE-01`.
staff = Directory("exemplar", _STAFF.get)
