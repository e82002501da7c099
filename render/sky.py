"""The sky's nodes: clear, cloudy, overcast, and by night."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..scenes.daylight import brightness
from ..scenes.light import Sky
from .materials.graph import Graph

__all__ = ["add_sky"]

# Radiance of clouds as shares of a white level surface's in the same light: sunlit tops, shaded bases.
_LIT, _SHADED = 0.78, 0.30
_OVERCAST = 0.24
"""Light of an overcast sky as a share of the clear one's: 15 of 60 to 70 klx at noon."""
_GROUND = 0.12
"""Of what lies below the horizon, where a scene's ground ends."""


def add_sky(sky: Sky, tree: Any) -> None:
    """Fill a world's tree. The sun is in it, but under an overcast sky."""
    graph = Graph(None, sky.cloud_seed)  # type: ignore[arg-type]
    background = tree.nodes["Background"]
    background.inputs["Strength"].default_value = sky.strength
    direction = graph.coordinates("Generated")
    white = _white(sky)
    if sky.overcast:
        color: Any = _covered(graph, direction, white)
    else:
        color = _clear(sky, graph)
        if sky.clouds > 0.01:
            color = _clouded(sky, graph, direction, color, white)
    if sky.glow > 0:
        color = _glowing(sky, graph, direction, color)
    end = _grounded(graph, direction, color, white)
    nodes = graph.plan.plant(tree)
    tree.links.new(nodes[end.node.number].outputs[end.key], background.inputs["Color"])


def _white(sky: Sky) -> float:
    """Radiance of a white level surface under the clear sky, in the units of the sky's node."""
    return brightness(Sky(max(sky.sun_elevation_deg, 0.5), 0.0, 1.0, 1.0)) * (
        1.0 if sky.sun_elevation_deg > 0 else float(np.exp(0.75 * sky.sun_elevation_deg))
    )


def _clear(sky: Sky, graph: Graph) -> Any:
    return graph.node(
        "TexSky",
        sky_type="MULTIPLE_SCATTERING",
        sun_disc=sky.sun_elevation_deg > -1 and not sky.sun_hidden,
        sun_elevation=np.radians(sky.sun_elevation_deg),
        # Blender counts the sun's rotation clockwise from +y.
        sun_rotation=np.radians(90.0 - sky.sun_azimuth_deg),
        aerosol_density=sky.haze,
    ).outputs["Color"]


def _plane(graph: Graph, direction: Any) -> Any:
    """Where a direction meets a layer of clouds: it closes up towards the horizon, but not without end."""
    x, y, z = graph.split(direction)
    away = graph.math("ADD", graph.math("MAXIMUM", z, 0.0), 0.11)
    return graph.combine(graph.math("DIVIDE", x, away), graph.math("DIVIDE", y, away), graph.seed * 0.37)


def _clouded(sky: Sky, graph: Graph, direction: Any, color: Any, white: float) -> Any:
    place = _plane(graph, direction)
    bent = graph.noise(0.8, 2, 0.5, place)
    cloud = graph.noise(0.55, 9, 0.58, graph.vector("MULTIPLY_ADD", bent, (0.7, 0.7, 0.2), place))
    # Where the noise is above this share of its range (about 0.5 ± 0.12), there is cloud.
    edge = 0.66 - 0.34 * sky.clouds
    cover = graph.ramp(cloud, edge, edge + 0.10, smooth=True)
    thick = graph.ramp(cloud, edge + 0.04, edge + 0.24)
    sun = _direction(sky)
    near_sun = graph.vector("DOT_PRODUCT", direction, sun)
    if not sky.sun_hidden:
        # The sun shines through a gap.
        gap = graph.ramp(
            near_sun, float(np.cos(np.radians(7))), float(np.cos(np.radians(2.5))), 1.0, 0.0, smooth=True
        )
        cover = graph.math("MULTIPLY", cover, gap)
    # Thin cloud scatters forwards: it is brightest around the sun.
    forward = graph.ramp(near_sun, 0.5, 1.0, 1.0, 1.7, smooth=True)
    lit = graph.math("MULTIPLY", graph.ramp(thick, 0.0, 1.0, _LIT * white, _SHADED * white), forward)
    shade = graph.vector("SCALE", (0.97, 0.99, 1.03), scale=lit)
    return graph.mix(cover, color, shade)


def _covered(graph: Graph, direction: Any, white: float) -> Any:
    """The CIE's overcast sky (Moon and Spencer 1942): its zenith is three times as bright as its horizon."""
    height = graph.math("MAXIMUM", graph.split(direction)[2], 0.0)
    # Its level surface receives 7/9 π of the zenith's radiance.
    zenith = _OVERCAST * white * 9 / 7
    graded = graph.math("MULTIPLY_ADD", height, zenith * 2 / 3, zenith / 3)
    layers = graph.noise(0.6, 6, 0.55, _plane(graph, direction))
    light = graph.math("MULTIPLY", graded, graph.ramp(layers, 0.3, 0.7, 0.82, 1.18))
    return graph.vector("SCALE", (0.96, 0.99, 1.05), scale=light)


def _glowing(sky: Sky, graph: Graph, direction: Any, color: Any) -> Any:
    """A town's lamps on the haze: warm and strongest at the horizon, grey-blue above."""
    height = graph.math("MAXIMUM", graph.split(direction)[2], 0.0)
    level = sky.glow / sky.strength
    low = graph.math("POWER", graph.math("SUBTRACT", 1.0, height), 6.0)
    warm = graph.vector("SCALE", (1.0, 0.72, 0.46), scale=graph.math("MULTIPLY", low, level))
    cold = graph.vector("SCALE", (0.10, 0.13, 0.20), scale=level)
    return graph.vector("ADD", graph.vector("ADD", color, warm), cold)


def _grounded(graph: Graph, direction: Any, color: Any, white: float) -> Any:
    below = graph.ramp(graph.split(direction)[2], -0.004, -0.0005, 1.0, 0.0)
    ground = tuple(_GROUND * white * c for c in (0.9, 1.0, 0.85))
    return graph.mix(below, color, ground)


def _direction(sky: Sky) -> tuple[float, float, float]:
    a, e = np.radians([sky.sun_azimuth_deg, sky.sun_elevation_deg])
    return float(np.cos(e) * np.cos(a)), float(np.cos(e) * np.sin(a)), float(np.sin(e))
