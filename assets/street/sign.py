"""Traffic signs: a plate with its face, and the post that it hangs on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ...draw import Draw
from ...errors import SceneError, close_names
from ..material import Material, Texture
from ..mesh import Mesh
from ..model import Model
from ..recipes import Sheeting
from .faces import Face, canvas_of
from .faces_europe import EUROPE
from .faces_us import US
from .finish import LOOKS, galvanised, painted
from .forms import box, gathered, moved, plate, tube
from .mount import Mount, Region, Spot

__all__ = [
    "FACES",
    "Sign",
    "sign_face",
    "sign_on_post",
    "sign_post",
    "sign_spot",
    "stop_sign",
    "traffic_sign",
]

FACES: dict[Region, dict[str, Face]] = {"europe": EUROPE, "us": US}
"""Every kind of sign by region."""

_THICKNESS_M = 0.003
_HEIGHT_M: dict[Region, float] = {"europe": 2.2, "us": 2.13}
"""Lower edge over a pavement: VwV-StVO to §§ 39 to 43 (2.20 m), MUTCD section 2A.18 (7 ft)."""
PostKind = Literal["round", "channel", "square"]


@dataclass(frozen=True)
class Sign:
    """One plate, standing on its lowest point, its face to +x; category ``stop sign`` or ``traffic sign``.

    Attributes:
        kind: of :data:`FACES` of the region.
        value: what it says, where its kind leaves a choice.
        look: 0 new to 3 weathered.
        glow: returned from the driver's headlights (:class:`~cyclorama.assets.recipes.Sheeting`).
        scale: of the standard's middle size.
    """

    region: Region = "europe"
    kind: str = "stop"
    value: str = ""
    look: int = 1
    glow: float = 0.0
    scale: float = 1.0

    def __post_init__(self) -> None:
        faces = FACES[self.region]
        if self.kind not in faces:
            raise SceneError(
                f"sign {self.kind}: the region {self.region} has none of that kind."
                f"{close_names(self.kind, faces)}"
            )
        if self.value not in faces[self.kind].values:
            raise SceneError(
                f"sign {self.kind}: it cannot say {self.value!r}; expected one of "
                f"{', '.join(map(repr, faces[self.kind].values))}"
            )

    def build(self) -> Model:
        """The model; equal signs share it."""
        return _sign(self)


@lru_cache(maxsize=256)
def _picture(region: Region, kind: str, value: str) -> Texture:
    face = FACES[region][kind]
    canvas = canvas_of(face)
    face.paint(canvas, canvas.width, canvas.height, value)
    return canvas.texture()


@lru_cache(maxsize=512)
def sign_face(region: Region, kind: str, value: str = "", look: int = 1, glow: float = 0.0) -> Material:
    """The sheeting of a sign, for what carries one beside plates."""
    age = (look % LOOKS) / (LOOKS - 1)
    return Sheeting(
        picture=_picture(region, kind, value),
        fade=0.05 + 0.75 * age**2,
        wear=0.1 + 0.7 * age,
        glow=glow,
        seed=17.0 * look,
    )


@lru_cache(maxsize=128)
def _plate(region: Region, kind: str, scale: float) -> Mesh:
    face = FACES[region][kind]
    w, h = (side * scale for side in face.bounds_m)
    outline = face.outline() * scale
    front = plate(outline, _THICKNESS_M, 0.0, (0, 1), (-w / 2, -h / 2, w, h))
    pieces = [front]
    # Stiffening rails and clamps at the back.
    for z in (-0.22 * h, 0.22 * h) if h > 0.35 else (0.0,):
        pieces.append(box((0.02, min(0.5 * w, 0.4), 0.04), (-0.0125, 0.0, z - 0.02), 1))
    return moved(gathered(pieces), 0.0, 0.0, -float(outline[:, 1].min()))


@lru_cache(maxsize=1024)
def _sign(sign: Sign) -> Model:
    attributes: dict[str, str | float | int | bool] = {"kind": sign.kind}
    if sign.value:
        attributes["value"] = sign.value
    return Model(
        "stop sign" if sign.kind == "stop" else "traffic sign",
        _plate(sign.region, sign.kind, sign.scale),
        (sign_face(sign.region, sign.kind, sign.value, sign.look, sign.glow), galvanised(sign.look)),
        category="stop sign" if sign.kind == "stop" else "traffic sign",
        attributes=attributes,
    )


def stop_sign(draw: Draw, *, region: Region = "europe", glow: float = 0.0) -> Model:
    """A stop sign's plate."""
    return Sign(region=region, look=draw.integer("look", 0, LOOKS - 1), glow=glow).build()


_SHARES: dict[str, float] = {
    # Those of streets in general, estimated; what is not here has 0.5. Some are for one place alone, and
    # are placed there by name: at bus stops, corners, borders, roadworks, wrong ends of one-way streets.
    "speed_limit": 3.0,
    "no_parking": 2.0,
    "parking": 2.0,
    "priority_road": 2.0,
    "pedestrian_crossing": 1.5,
    "direction": 1.0,
    **dict.fromkeys(("no_entry", "wrong_way", "place_name", "direction_motorway", "chevrons", "park"), 0.1),
    **dict.fromkeys(("roadworks", "workers", "lane_closed", "detour", "bus_stop", "street_name"), 0.05),
}


def traffic_sign(
    draw: Draw,
    *,
    region: Region = "europe",
    kind: str | None = None,
    value: str | None = None,
    glow: float = 0.0,
) -> Model:
    """A sign's plate, of any kind but stop signs unless one is asked for."""
    faces = FACES[region]
    if kind is None:
        kind = draw.choice("kind", {name: _SHARES.get(name, 0.5) for name in faces if name != "stop"})
    if value is None and kind in faces:
        value = draw.choice("value", faces[kind].values)
    return Sign(
        region=region, kind=kind, value=value or "", look=draw.integer("look", 0, LOOKS - 1), glow=glow
    ).build()


@lru_cache(maxsize=128)
def sign_post(top_m: float, kind: PostKind = "round", look: int = 1) -> Model:
    """A post from below the ground up to ``top_m``: a round tube, or America's punched channel or square."""
    if kind == "round":
        pieces = [
            tube((0, 0, -0.3), (0, 0, top_m), 0.038, sides=12),
            tube((0, 0, top_m), (0, 0, top_m + 0.012), 0.04, 0.034, 12, 1),
        ]
    elif kind == "square":
        pieces = [box((0.045, 0.045, top_m + 0.3), (0, 0, -0.3), 0, 0.004)]
        pieces += [
            box((0.047, 0.012, 0.012), (0, 0, 0.2 + 0.1 * k), 1) for k in range(int((top_m - 0.3) / 0.1))
        ]
    else:
        pieces = [
            box((0.006, 0.04, top_m + 0.3), (-0.02, 0, -0.3)),
            box((0.04, 0.005, top_m + 0.3), (0, 0.02, -0.3)),
            box((0.04, 0.005, top_m + 0.3), (0, -0.02, -0.3)),
            box((0.005, 0.02, top_m + 0.3), (0.018, 0.03, -0.3)),
            box((0.005, 0.02, top_m + 0.3), (0.018, -0.03, -0.3)),
        ]
    steel = painted("4c5a4a", look) if kind == "channel" else galvanised(look)
    return Model("sign post", gathered(pieces), (steel, painted("3c3e40", look)))


def sign_spot(bottom_m: float, yaw_deg: float = 0.0) -> Spot:
    """Where a plate hangs on a post: its lower edge at ``bottom_m``, just before the tube."""
    return Spot("sign", 0.062, 0.0, bottom_m, yaw_deg)


def sign_on_post(
    draw: Draw,
    *,
    region: Region = "europe",
    kind: str | None = None,
    value: str | None = None,
    glow: float = 0.0,
    bottom_m: float | None = None,
) -> tuple[Mount, ...]:
    """Post and one plate, or two above each other: the post comes first and is not labelled."""
    plates = [traffic_sign(draw.scope("sign"), region=region, kind=kind, value=value, glow=glow)]
    if kind is None and draw.chance("second", 0.2):
        plates.append(traffic_sign(draw.scope("second"), region=region, glow=glow))
    low = bottom_m or _HEIGHT_M[region] + draw.uniform("raised_m", -0.15, 0.25)
    mounts: list[Mount] = []
    for model in reversed(plates):
        mounts.append(sign_spot(low).holding(model))
        low += float(model.mesh.bounds[1][2] - model.mesh.bounds[0][2]) + 0.03
    top = round(low - (0.1 if len(plates) == 1 else 0.06), 1)
    posts: tuple[PostKind, ...] = ("round",) if region == "europe" else ("square", "channel", "round")
    post = sign_post(top, draw.choice("post", posts), draw.integer("look", 0, LOOKS - 1))
    return (Mount(post), *reversed(mounts))
