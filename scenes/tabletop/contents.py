"""What stands, lies or is heaped on a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ...assets import recipes
from ...assets.household import KINDS
from ...assets.importing.raw_model import NEUTRAL
from ...assets.interior.bar import panel
from ...assets.material import Material, Surface
from ...assets.model import Model
from ...draw import Draw
from ..frames import pose
from ..physics import settle
from ..placement import heap, scatter
from ..scene import Thing

__all__ = ["Contents", "contents"]

# How many things, by clutter.
_COUNTS = {"sparse": (1, 5), "normal": (5, 12), "crowded": (12, 24), "heaped": (12, 30)}
# Shares of kinds beside the others' 1: large boxes hide a table, and few tables have two remotes.
_SHARES = {
    "book": 0.8,
    "candle": 0.5,
    "cardboard_box": 0.2,
    "mill": 0.5,
    "napkin": 0.6,
    "pen": 0.6,
    "phone": 0.6,
    "remote": 0.5,
    "saucer": 0.6,
    "shaker": 0.6,
    "teapot": 0.6,
    "vase": 0.5,
    "wooden_spoon": 0.6,
}
_CLUTTER = {"sparse": 0.2, "normal": 0.4, "crowded": 0.25, "heaped": 0.15}
_OPEN = ("bowl", "cup", "wine glass")
_LEVEL = 0.97  # cosine of the tilt at which a full cup would run over
_USUAL_M = 0.14  # largest side of a household thing, in the median


@dataclass(frozen=True)
class Contents:
    """Things at rest on a table.

    Attributes:
        things: in their places.
        scale: their size beside household things': 1, or what the user's own models are.
    """

    things: tuple[Thing, ...]
    scale: float


def contents(draw: Draw, table: Thing, models: Sequence[Model]) -> Contents:
    """Draw things and let them come to rest on ``table``.

    With ``models``, the user's own, a share of the things is of them, and household things distract.
    """
    clutter = draw.choice("clutter", _CLUTTER)
    count = draw.integer("count", *_COUNTS[clutter])
    scale = _scale(models)
    chosen = [_item(draw, number, models) for number in range(count)]
    low, high = table.vertices_world().min(axis=0), table.vertices_world().max(axis=0)
    room_m = float((high - low)[:2].min()) / 2 - 0.02
    reach_m = min(room_m, scale * 0.12 * float(np.sqrt(count)) * draw.uniform("spread", 0.8, 1.5))
    layout = draw.scope("layout")
    if clutter == "heaped":
        dropped = heap(chosen, table, layout, spread_m=min(room_m, 0.6 * reach_m))
    else:
        lying = draw.uniform("lying", 0, 0.3)
        zone = _zone(table, reach_m)
        dropped = scatter(chosen, zone, layout, margin_m=0.0, apart_m=0.003, lying=lying, partial=True)
    settled = settle(dropped, table, fallen="drop")
    return Contents(tuple(_spilt(thing) for thing in settled), scale)


def _item(draw: Draw, number: int, models: Sequence[Model]) -> Model | Thing:
    if models and draw.scope("item", number).chance("own", 0.7):
        own = draw.scope("own", number)
        names = [model.source.id if model.source else model.name for model in models]
        model = _dressed(models[names.index(own.choice("file", names))], own)
        # Nobody knows how a part lies on a table: it is dropped and finds out, unless it stands.
        tumbled = own.chance("tumbled", 0.8)
        return Thing(model, pose(rotation=_rotation(own.rng("rotation")))) if tumbled else model
    kind = draw.scope("item", number).choice("kind", {kind: _SHARES.get(kind, 1.0) for kind in KINDS})
    return KINDS[kind](draw.scope(kind, number))


def _spilt(thing: Thing) -> Thing:
    """An open vessel that lies on its side is empty."""
    up = thing.world_from_thing[:3, 2]
    model = thing.model
    liquid = [n for n, stuff in enumerate(model.materials) if isinstance(stuff, recipes.Liquid)]
    if model.category not in _OPEN or not liquid or up[2] > _LEVEL * np.linalg.norm(up):
        return thing
    dry = ~np.isin(model.mesh.part_ids, liquid)
    uv = None if model.mesh.uv is None else model.mesh.uv[dry]
    mesh = replace(model.mesh, triangles=model.mesh.triangles[dry], uv=uv, part=model.mesh.part_ids[dry])
    return replace(thing, model=replace(model, mesh=mesh))


def _rotation(rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """A rotation, all equally likely: an orthonormal basis of three normal vectors."""
    q, r = np.linalg.qr(rng.normal(size=(3, 3)))
    q *= np.sign(np.diag(r))
    return np.asarray(q * np.sign(np.linalg.det(q)))


def _dressed(model: Model, draw: Draw) -> Model:
    """A model that came without materials gets metal, plastic or paint."""
    if not all(_is_bare(material) for material in model.materials):
        return model
    stuff: dict[str, Callable[[Draw], Material]] = {
        "metal": recipes.metal,
        "painted_metal": recipes.painted_metal,
        "plastic": recipes.plastic,
        "rubber": recipes.rubber,
    }
    name = draw.choice("stuff", {"metal": 0.45, "painted_metal": 0.15, "plastic": 0.3, "rubber": 0.1})
    dress = stuff[name](draw.scope(name))
    return replace(model, materials=(dress,) * len(model.materials))


def _is_bare(material: Material) -> bool:
    return isinstance(material, Surface) and material.base_color == NEUTRAL.base_color


def _scale(models: Sequence[Model]) -> float:
    if not models:
        return 1.0
    sides = [float(np.ptp(model.mesh.bounds, axis=0).max()) for model in models]
    return float(np.clip(np.median(sides) / _USUAL_M, 0.2, 2.5))


def _zone(table: Thing, reach_m: float) -> Thing:
    """The part of the table's top that is in use, as a support of its own."""
    vertices = table.vertices_world()
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    x, y = np.minimum((high - low)[:2] / 2 - 0.02, (1.25 * reach_m, reach_m))
    top = panel([(-x, -y, 0), (x, -y, 0), (x, y, 0), (-x, y, 0)])
    middle = (low + high) / 2
    return Thing(Model(table.model.name, top, (Surface(),)), pose((middle[0], middle[1], high[2])))
