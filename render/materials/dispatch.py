"""Recipe → shader: one function for each type of material."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from .graph import Graph

__all__ = ["shader"]


@singledispatch
def shader(material: object, graph: Graph) -> Any:
    """Add the nodes of a material to ``graph``; gives the socket of its surface shader.

    Raises:
        TypeError: for a type that has no nodes; register a function for it.
    """
    raise TypeError(
        f"no shader nodes for material type {type(material).__name__}; register them with @shader.register"
    )
