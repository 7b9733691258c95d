"""What is kept when the statutory guard refuses an answer."""

from earlyyears.kernel import Record, fact, record

__all__ = ["GuardRefusal"]


@record("guard-refusal", purpose="showing on what entitlement money did not depend")
class GuardRefusal(Record):
    """An answer about money that was refused, because of what it would have used.

    One record for each rule and kind; the commit says when it first happened and for
    whom the hub was open.
    """

    plugin: str = fact(label="Plugin")
    version: str = fact(default="", label="Version of the plugin")
    rule: str = fact(label="Rule")
    question: str = fact(label="Question")
    forbidden: str = fact(label="Kind of record that may not decide it")
    #: The rule that reached for it on the other's behalf; nothing where it did itself.
    by: str = fact(default="", label="Reached for by")
    law: str = fact(default="", label="Where that is laid down")
