"""Colours of real household things, by name, and how one is drawn from them.

sRGB, 0 to 1. Nothing is darker than good black plastic (about 0.03 linear) or lighter than fresh
paint (about 0.85 linear): what is outside that range looks like computer graphics.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

from ..draw import Draw
from .material import Color

__all__ = [
    "BOARDS",
    "FABRICS",
    "GLASSES",
    "GLAZES",
    "METALS",
    "PAINTS",
    "PAPERS",
    "PLASTICS",
    "STAINS",
    "WALLS",
    "WAXES",
    "blend",
    "hexadecimal",
    "pick",
    "varied",
]


def hexadecimal(code: str) -> Color:
    """The colour of a code such as ``c8b79a``."""
    return (int(code[0:2], 16) / 255, int(code[2:4], 16) / 255, int(code[4:6], 16) / 255)


def _palette(**codes: str) -> Mapping[str, Color]:
    return {name: hexadecimal(code) for name, code in codes.items()}


GLAZES = _palette(
    white="e9e7e1", off_white="e2dccd", cream="dfd0ae", oatmeal="c9b898", celadon="a9bfa6", sage="8f9c82",
    cobalt="27407c", navy="2a344d", sky="9db7c6", turquoise="5f9a9c", matt_black="33312f", charcoal="4b4a49",
    terracotta="b0654a", brick="8d4a3a", mustard="c0943d", olive="6d6b41", blush="d6b3a5", plum="5c3a49",
    tenmoku="3d2a20", grey="9a9893", red="a2352c", forest="2f4a3c",
)  # fmt: skip
PLASTICS = _palette(
    white="e4e3df", ivory="dcd5c1", black="302f30", grey="8b8c8d", dark_grey="515356", red="b3282d",
    orange="d2692b", yellow="d9ae34", green="3f8a4c", lime="9dae45", teal="2f8a8a", blue="2c5da3",
    light_blue="8fb4cf", pink="d495a5", purple="6a4c86", beige="c6b596", mint="a6c9b4",
)  # fmt: skip
PAINTS = _palette(
    white="e3e2dc", cream="ded3b6", black="333232", racing_green="2b4a3a", navy="2b3a57", red="9d2b2a",
    grey="8d9091", duck_egg="a8c0bb", mustard="c2983f", pale_pink="d6b6ac", petrol="2f5560", silver="b4b6b8",
)  # fmt: skip
FABRICS = _palette(
    natural="cdbfa6", white="e0dcd2", off_white="d8cfbd", grey="969491", charcoal="4d4c4d",
    navy="323c55", denim="5a6d8a", sky="9fb4c3", sage="909a80", olive="6b6b4c", mustard="b98f45",
    rust="9d5a3c", burgundy="6b3038", blush="cda99e", brown="6f5643", teal="3f6b6d", red="97352f",
)  # fmt: skip
WALLS = _palette(
    white="e4e2dc", warm_white="e2dccf", cream="ddd0b6", light_grey="c9c9c6", greige="bfb5a6", sage="a9b09b",
    pale_blue="b5c2cb", blush="d5bfb4", clay="b58f79", mid_grey="9b9b99", dark_green="4a5a50", navy="3f4a5c",
)  # fmt: skip
PAPERS = _palette(white="e6e4df", cream="e1d9c4", recycled="cfc6b4", kraft="b08d63", grey="b9b6b0")
BOARDS = _palette(kraft="b08a5d", light="bf9c70", dark="99744b", grey="a39a8c", white="dcd8d0")
STAINS = _palette(
    none="ffffff", honey="e2b878", walnut="8d6a4c", ebony="5b4c42", white="e8e4dc", grey="a9a39a"
)
WAXES = _palette(
    ivory="e5dcc6", white="e6e2da", beeswax="d0a050", red="8e2a2c", green="45604a", rose="cfa29b"
)
GLASSES = _palette(  # what one crossing of the surface lets through; a wall is crossed twice
    clear="fdfefd", faint_green="f6fbf8", bottle_green="8fb582", dark_green="6d8f66", amber="c98a3c",
    cobalt="7090cf", smoke="c8c6c2", rose="ecd0d2", aqua="d3ebea",
)  # fmt: skip
METALS = _palette(  # reflectance at normal incidence
    steel="c3bdb6", aluminium="e3e3e4", chrome="c6c8c9", copper="dd9b7e", brass="d8b976", bronze="b08d62",
    cast_iron="8c8784", gold="e8c27e",
)  # fmt: skip


def blend(a: Color, b: Color, share: float) -> Color:
    """``a`` with a share of ``b``."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def varied(draw: Draw, name: str, color: Color, spread: float = 1.0) -> Color:
    """A colour near ``color``, as two firings of one glaze are near each other."""
    hue, light, saturation = colorsys.rgb_to_hls(*color)
    turn = draw.uniform(f"{name}/hue", -0.012, 0.012) * spread
    lift = draw.uniform(f"{name}/lightness", -0.035, 0.035) * spread
    pale = draw.uniform(f"{name}/saturation", 0.85, 1.08)
    return colorsys.hls_to_rgb(
        (hue + turn) % 1, min(max(light + lift, 0.16), 0.91), min(saturation * pale, 0.9)
    )


def pick(
    draw: Draw, name: str, palette: Mapping[str, Color], shares: Mapping[str, float] | None = None
) -> Color:
    """A colour of ``palette``, drawn by its name and then varied a little.

    ``shares`` weights colours by name; those not named weigh 1.
    """
    weights = {key: (shares or {}).get(key, 1.0) for key in palette}
    return varied(draw, name, palette[draw.choice(f"{name}/name", weights)])
