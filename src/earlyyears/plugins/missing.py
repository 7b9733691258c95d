"""What stands in for the rules of a plugin that failed: an answer that says so.

Without it the rule that ships would answer in its place, and nobody would know.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from earlyyears.kernel import (
    Answer,
    Ask,
    CannotTell,
    Citation,
    Facts,
    Question,
    Rule,
    Why,
)

from .filing import PluginInfo
from .manifests import Provided

__all__ = ["stand_ins"]

_BASIS = Citation("the plugin's manifest", confirmed=False)


def stand_ins(plugins: Iterable[PluginInfo]) -> Iterator[Rule[Any, Any]]:
    """A rule for each question that the manifests of failed plugins say they answer."""
    for info in plugins:
        yield from (_stand_in(info, provided) for provided in info.manifest.provides)


def _stand_in(info: PluginInfo, provided: Provided) -> Rule[Any, Any]:
    text = (
        f"Can the plugin “{info.name}” be mended? It answers “{provided.question}”"
        " and could not be used."
    )
    asked = Ask("plugin_failed", text, who="the developer of the borough's plugin")

    def cannot_tell(_: Any, __: Facts) -> Answer[Any]:
        steps = (f"The plugin {info.name} {info.version} could not be used.",)
        return CannotTell(Why("plugin_failed", steps=steps), (asked,))

    return Rule(
        name="plugin_failed",
        question=Question(provided.question, ""),
        kinds=frozenset(),
        during=provided.during,
        basis=_BASIS,
        work=cannot_tell,
        boroughs=frozenset(info.boroughs or info.manifest.boroughs),
        plugin=info.name,
        version=info.version,
    )
