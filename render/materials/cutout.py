"""Cut-outs: where a texture says that there is nothing."""

from __future__ import annotations

from typing import Any

from ...assets.material import Texture, lowest_alpha
from .graph import Graph

__all__ = ["cut_out"]


def cut_out(texture: Texture | None, shader: Any, graph: Graph) -> Any:
    """``shader`` where the texture's alpha reaches the opacity threshold, nothing elsewhere.

    The alpha is taken from the nearest texel, so that the edge is where a ray cast through the same
    texture finds it, and nothing is ever half there.
    """
    if texture is None or texture.pixels.shape[2] == 3:
        return shader
    _, alpha = graph.picture(texture, interpolation="Closest")
    # Half a step below the limit, so that rounding cannot decide.
    there = graph.math("GREATER_THAN", alpha, (lowest_alpha(graph.context.opacity_threshold) - 0.5) / 255)
    return graph.mix_shaders(there, graph.node("BsdfTransparent").outputs[0], shader)
