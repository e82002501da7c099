"""A material whose pattern was turned with its mesh."""

from __future__ import annotations

from typing import Any

from ...assets.material import Turned
from .dispatch import shader
from .graph import Graph


@shader.register
def _turned(material: Turned, graph: Graph) -> Any:
    graph.turned, graph.seed = True, getattr(material.of, "seed", 0.0)
    return shader(material.of, graph)
