"""Procedural buildings for streets: houses in rows, detached ones, offices, sheds, and what is far away.

``building(draw, kind=…, region=…, width_m=…)`` makes any of ``KINDS``; its front wall is the plane x = 0.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from ...draw import Draw
from ...errors import AssetError, close_names
from ..model import Model
from .blocks import block, office
from .body import FOUNDATION_M, OVERHANG_M, Plot
from .detached import detached
from .rows import row_house
from .sheds import shed, strip
from .skyline import skyline

__all__ = ["FOUNDATION_M", "KINDS", "OVERHANG_M", "REGIONS", "building", "skyline"]

_Builder = Callable[[Draw, Plot, int | None], Model]

KINDS: dict[str, _Builder] = {
    "terrace": lambda draw, plot, storeys: row_house(draw, plot, storeys, shop=False),
    "shop": lambda draw, plot, storeys: row_house(draw, plot, storeys, shop=True),
    "block": block,
    "detached": detached,
    "office": office,
    "shed": shed,
    "strip": strip,
}
"""Every kind by name: a house in a row, one with shops below, a block of flats, a house by itself, an
office, a workshop or supermarket, a strip of shops."""

REGIONS = ("europe", "us")

_DEPTHS = {
    "terrace": (9.5, 12.5),
    "shop": (9.5, 13.0),
    "block": (10.5, 13.5),
    "detached": (7.5, 10.5),
    "office": (12.0, 18.0),
    "shed": (14.0, 30.0),
    "strip": (12.0, 18.0),
}
_NARROWEST_M = 4.0


def building(
    draw: Draw,
    *,
    kind: str,
    region: str,
    width_m: float,
    depth_m: float | None = None,
    storeys: int | None = None,
    joined: tuple[bool, bool] = (False, False),
    lit: float = 0.0,
    far: bool = False,
    unseen: Collection[str] = (),
) -> Model:
    """A building of a kind, as it is built in a region.

    Its frame: the front wall is the plane x = 0 and looks to +x; the body is behind it, down to
    x = −depth_m, between y = ±width_m / 2; z = 0 is the pavement's level. Steps, balconies, awnings and
    gutters stick out in front by OVERHANG_M at most, foundations go FOUNDATION_M down.

    Args:
        draw: all that is random; with the same draw the far building is the near one, simplified.
        kind: one of KINDS.
        region: ``europe`` or ``us``.
        width_m: along y, met exactly; 4 at least.
        depth_m: along x; None: drawn.
        storeys: above ground; None: drawn.
        joined: whether a neighbour stands flush at y = −width_m / 2 (left, seen from the street) and at
            y = +width_m / 2: that side has no windows.
        lit: share of windows that glow.
        far: few triangles, for more than 80 m.
        unseen: sides (``front``, ``back``, ``left``, ``right``) that are turned away from whoever looks:
            walls without windows.

    Raises:
        AssetError: an unknown kind or region, or sizes that cannot be built.
    """
    if kind not in KINDS:
        raise AssetError(f"building: kind {kind!r} is none of {', '.join(KINDS)}{close_names(kind, KINDS)}")
    if region not in REGIONS:
        raise AssetError(f"building: region {region!r} is none of {', '.join(REGIONS)}")
    if not width_m >= _NARROWEST_M:
        raise AssetError(f"building: width_m {width_m:g} is below {_NARROWEST_M:g}; ask for a wider one")
    if depth_m is not None and not depth_m >= _NARROWEST_M:
        raise AssetError(f"building: depth_m {depth_m:g} is below {_NARROWEST_M:g}; ask for a deeper one")
    if storeys is not None and not 1 <= storeys <= 30:
        raise AssetError(f"building: storeys {storeys} is not from 1 to 30")
    if not 0 <= lit <= 1:
        raise AssetError(f"building: lit {lit:g} is a share, from 0 to 1")
    deep = depth_m if depth_m is not None else draw.uniform("depth_m", *_DEPTHS[kind])
    return KINDS[kind](draw, Plot(region, width_m, deep, joined, lit, far, frozenset(unseen)), storeys)
