"""Cut-outs: where a texture says that there is nothing."""

from __future__ import annotations

import math
from typing import Any

from ...assets.material import Texture
from .graph import Graph

__all__ = ["alpha_limit", "cut_out"]


def alpha_limit(opacity_threshold: float) -> int:
    """The lowest 8-bit alpha that is there: the least whole a with a / 255 >= ``opacity_threshold``."""
    return max(0, math.ceil(opacity_threshold * 255 - 1e-9))


def cut_out(texture: Texture | None, shader: Any, graph: Graph) -> Any:
    """``shader`` where the texture's alpha reaches the opacity threshold, nothing elsewhere.

    The alpha is taken from the nearest texel, so that the edge is where a ray cast through the same
    texture finds it, and nothing is ever half there.
    """
    if texture is None or texture.pixels.shape[2] == 3:
        return shader
    _, alpha = graph.picture(texture, interpolation="Closest")
    # Half a step below the limit, so that rounding cannot decide.
    there = graph.math("GREATER_THAN", alpha, (alpha_limit(graph.context.opacity_threshold) - 0.5) / 255)
    return graph.mix_shaders(there, graph.node("BsdfTransparent").outputs[0], shader)
