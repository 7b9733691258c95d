"""Peer learning: links between settings, and how far each takes part."""

from earlyyears.kernel import Record, fact, record, ref

__all__ = ["Engagement", "PeerLink"]


@record("engagement", purpose="seeing who takes part and who does not")
class Engagement(Record):
    """How far a setting takes part, for the days it is valid."""

    setting: str = ref("setting", label="Setting")
    level: str = fact(label="Level", codes="engagement-level")
    grounds: str = fact(default="", label="Grounds")


@record("peer-link", purpose="learning from one another")
class PeerLink(Record):
    """Two settings that learn from one another, for the days it is valid."""

    setting: str = ref("setting", label="Setting")
    peer: str = ref("setting", label="Learns with")
    focus: str = fact(default="", label="Focus")
