"""Networks of settings around an anchor, with dated membership."""

from earlyyears.kernel import Record, fact, record, ref

__all__ = ["Network", "NetworkMember"]


@record("network", purpose="organising peer support", visible="public")
class Network(Record):
    """A group of settings, usually around a nursery school that anchors it."""

    name: str = fact(label="Name")
    borough: str = fact(label="Local authority", codes="local-authority")
    anchor: str | None = ref("setting", default=None, label="Anchor setting")


@record("network-member", purpose="organising peer support", visible="public")
class NetworkMember(Record):
    """A setting's membership of a network for the days it is valid."""

    network: str = ref("network", label="Network")
    setting: str = ref("setting", label="Setting")
