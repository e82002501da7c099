"""Snow that lies on other stuff."""

from __future__ import annotations

from dataclasses import dataclass

from ..material import Color, Material

__all__ = ["Snowed"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Snowed(Material):
    """A material under snow, which lies where the surface faces up in the world, with broken edges.

    It is a matter of shading: the shape stays, and so do the labels. It is cut out as what it lies on.

    Attributes:
        of: what the snow lies on.
        cover: 0 gaps even where it is level, to 1 all but what is steeper than 65°.
        depth_m: where it lies thickest: how wide and how dark its edges are.
        color: of the snow.
        above_m: in the thing's frame: below that height it was swept off; None: nowhere.
        lane_m: of a road whose texture coordinates are metres along and across, with lane middles at
            whole multiples of this width: wheels keep two tracks clear in each. None: they do not.
        ploughed_m: from where to where across that road snow was cleared, or is driven on if there is
            ``lane_m``; None: nowhere.
        seed: moves the noise of the edges: what lies in one frame with one seed has one pattern.
    """

    of: Material
    cover: float = 0.8
    depth_m: float = 0.08
    color: Color = (0.902, 0.91, 0.918)
    above_m: float | None = None
    lane_m: float | None = None
    ploughed_m: tuple[float, float] | None = None
    seed: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "cutout", self.of.cutout)
