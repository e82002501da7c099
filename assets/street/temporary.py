"""Signs of roadworks on stands: low, on feet, and in sets that announce a site.

MUTCD 2009, section 6F.03: signs on barricades and stands may hang as low as 1 ft over the road. Germany's
RSA: plates of temporary signs hang at 0.6 m or more beside a road.
"""

from __future__ import annotations

from functools import lru_cache

from ...draw import Draw
from ..model import Model
from .finish import LOOKS, galvanised, rubber
from .forms import box, gathered, tube
from .mount import Mount, Region
from .sign import sign_spot, traffic_sign

__all__ = ["TEMPORARY", "sign_on_stand", "stand"]

TEMPORARY: dict[Region, dict[str, float]] = {
    "europe": {
        "roadworks": 3.0,
        "speed_limit": 2.0,
        "no_overtaking": 1.0,
        "warning_narrow": 1.0,
        "warning_two_way": 0.7,
        "keep_right": 1.0,
        "detour": 1.0,
        "no_entry": 0.5,
        "warning_signals": 0.7,
        "give_way": 0.4,
    },
    "us": {"roadworks": 3.0, "workers": 2.0, "lane_closed": 2.0, "detour": 1.5, "keep_right": 0.7},
}
"""What announces roadworks, with shares."""
_BOTTOM_M: dict[Region, float] = {"europe": 0.6, "us": 0.35}


@lru_cache(maxsize=32)
def stand(top_m: float = 1.5, region: Region = "europe", look: int = 1) -> Model:
    """A foot of recycled plastic with a square tube, or America's four-legged spring stand."""
    if region == "europe":
        pieces = [
            box((0.8, 0.4, 0.12), (0, 0, 0), 1, 0.02),
            box((0.06, 0.06, top_m - 0.06), (0, 0, 0.06), 0, 0.004),
        ]
    else:
        pieces = [
            box((0.05, 0.05, top_m - 0.2), (0, 0, 0.2), 0, 0.004),
            box((0.1, 0.1, 0.12), (0, 0, 0.18), 1, 0.01),
        ]
        for x in (-0.7, 0.7):
            for y in (-0.5, 0.5):
                pieces.append(tube((0, 0, 0.24), (x, y, 0.015), 0.015, sides=6))
    return Model("sign stand", gathered(pieces), (galvanised(look), rubber(look)))


def sign_on_stand(
    draw: Draw,
    *,
    region: Region = "europe",
    kind: str | None = None,
    value: str | None = None,
    glow: float = 0.0,
) -> tuple[Mount, ...]:
    """A stand and the sign on it, as roadworks have them; a wrong or odd ``kind`` may be asked for."""
    name = kind or draw.choice("kind", TEMPORARY[region])
    plate = traffic_sign(draw.scope("sign"), region=region, kind=name, value=value, glow=glow)
    low = _BOTTOM_M[region]
    top = round(low + float(plate.mesh.bounds[1][2]) - 0.05, 2)
    return Mount(stand(top, region, draw.integer("look", 0, LOOKS - 1))), sign_spot(low).holding(plate)
