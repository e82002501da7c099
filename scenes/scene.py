"""The scene as plain data: what a script returns, what is rendered, labelled and cast with rays."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import ModuleType

import numpy as np
import numpy.typing as npt

from ..assets.category import check_category
from ..assets.model import Model, Stuff, check_stuff
from ..errors import SceneError
from .camera import Camera
from .frames import Matrix, pose, rotation_z
from .light import Environment, Light, Uniform
from .weather import Medium, Spray

__all__ = ["Attribute", "Motion", "Scene", "Thing"]

Attribute = str | float | int | bool
"""The value of a label that a script gives to a thing or to the whole image."""


@dataclass(frozen=True)
class Motion:
    """How a thing moves around mid-exposure: its velocity in world axes and a spin about its own z."""

    velocity_m_s: tuple[float, float, float] = (0.0, 0.0, 0.0)
    spin_deg_s: float = 0.0

    def at(self, world_from_thing: Matrix, time_s: float) -> Matrix:
        """The pose ``time_s`` after mid-exposure."""
        moved = world_from_thing @ pose(rotation=rotation_z(self.spin_deg_s * time_s))
        moved[:3, 3] = world_from_thing[:3, 3] + np.asarray(self.velocity_m_s) * time_s
        return moved


@dataclass(frozen=True, eq=False)
class Thing:
    """A model in its place. Its instance id is its position in the scene, plus one.

    Attributes:
        model: what it is made of.
        world_from_thing: (4, 4): rotation, uniform or axis-wise scale, and position in metres.
        category: name of its category; ``"model"`` stands for the model's own; None: not labelled.
        attributes: labels beside the model's own.
        motion: for motion blur.
        stuff: what it is where it has no category; ``"model"`` stands for the model's own.
    """

    model: Model
    world_from_thing: Matrix = field(default_factory=lambda: np.eye(4))
    category: str | None = "model"
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    motion: Motion | None = None
    stuff: Stuff = "model"

    def __post_init__(self) -> None:
        matrix = np.asarray(self.world_from_thing, np.float64)
        if matrix.shape != (4, 4) or not np.isfinite(matrix).all():
            raise SceneError(
                f"thing {self.model.name}: world_from_thing must be a finite (4, 4) matrix, "
                f"got {matrix.tolist()}"
            )
        gram = matrix[:3, :3].T @ matrix[:3, :3]
        scale = np.sqrt(np.diag(gram))
        if (
            not (scale > 1e-9).all()
            or not (abs(gram - np.diag(scale**2)) < 1e-6 * np.outer(scale, scale) + 1e-12).all()
        ):
            # Blender would render another shape than the one that is labelled.
            raise SceneError(
                f"thing {self.model.name}: world_from_thing may rotate, move and scale along the thing's own "
                f"axes, not shear or flatten, got {matrix.tolist()}; transform the mesh instead"
            )
        object.__setattr__(self, "world_from_thing", matrix)
        category = self.model.category if self.category == "model" else self.category
        object.__setattr__(self, "category", None if category is None else check_category(category))
        _ = self.part_stuff  # where it cannot be, it is said here
        attributes = {**self.model.attributes, **self.attributes}
        object.__setattr__(self, "attributes", _plain(f"thing {self.model.name}", attributes))

    @property
    def part_stuff(self) -> tuple[str | None, ...]:
        """The stuff of each part, for a thing without a category."""
        stuff = self.model.stuff if self.stuff == "model" else self.stuff
        return check_stuff(stuff, self.model.name, len(self.model.materials))

    def vertices_world(self) -> npt.NDArray[np.float64]:
        """Vertices in world coordinates, shape (n_vertices, 3), metres."""
        m = self.world_from_thing
        return np.asarray(self.model.mesh.vertices.astype(np.float64) @ m[:3, :3].T + m[:3, 3])

    def top_middle(self) -> npt.NDArray[np.float64]:
        """The middle of the model's upper face, world frame, shape (3,), metres."""
        return np.asarray((self.world_from_thing @ [*self.model.top_middle(), 1.0])[:3])

    def moved(self, world_from_thing: Matrix) -> Thing:
        """The same thing in another place."""
        return replace(self, world_from_thing=world_from_thing)


def _plain(whose: str, attributes: Mapping[str, object]) -> dict[str, Attribute]:
    """Attributes as JSON can hold them; numpy's scalars become Python's."""
    plain: dict[str, Attribute] = {}
    for name, value in attributes.items():
        if not isinstance(name, str) or not name:
            raise SceneError(f"{whose}: an attribute is named {name!r}; expected a text that is not empty")
        if isinstance(value, np.generic):
            value = value.item()
        if not (isinstance(value, str | bool | int) or (isinstance(value, float) and math.isfinite(value))):
            raise SceneError(
                f"{whose}: attribute {name} is {value!r}; expected a text, a finite number, true or false"
            )
        plain[name] = value
    return plain


@dataclass(frozen=True, eq=False)
class Scene:
    """A world and the camera that looks at it.

    Attributes:
        things: a model without a place stands at the origin.
        camera: where from.
        lights: beside the environment's own light.
        environment: what surrounds the things.
        medium: fog, rain and snow in the air: of the picture, never of the labels.
        spray: clouds of it in the air, likewise.
        blender: escape hatch: called with the ``bpy`` module when everything stands, for what this
            data cannot say. A scene that uses it says so in its record, and its labels cannot be
            proved by rays if it changes geometry.
        attributes: labels of the whole image, such as its weather, time of day or kind of road.

    Raises:
        SceneError: where a member is not what it should be, with its position.
    """

    things: Sequence[Thing | Model]
    camera: Camera
    lights: Sequence[Light] = ()
    environment: Environment = field(default_factory=Uniform)
    medium: Sequence[Medium] = ()
    blender: Callable[[ModuleType], None] | None = None
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    spray: Sequence[Spray] = ()

    def __post_init__(self) -> None:
        for number, thing in enumerate(self.things):
            if not isinstance(thing, Thing | Model):
                raise SceneError(
                    f"scene: things[{number}] must be a Thing or a Model, got {type(thing).__name__}"
                )
        if not isinstance(self.camera, Camera):
            raise SceneError(f"scene: camera must be a Camera, got {type(self.camera).__name__}")
        things = tuple(t if isinstance(t, Thing) else Thing(t) for t in self.things)
        object.__setattr__(self, "things", things)
        object.__setattr__(self, "lights", tuple(self.lights))
        object.__setattr__(self, "medium", tuple(self.medium))
        object.__setattr__(self, "spray", tuple(self.spray))
        for number, cloud in enumerate(self.spray):
            if not isinstance(cloud, Spray):
                raise SceneError(f"scene: spray[{number}] must be Spray, got {type(cloud).__name__}")
        for number, medium in enumerate(self.medium):
            if not isinstance(medium, Medium):
                raise SceneError(
                    f"scene: medium[{number}] must be Fog, Rain or Snow, got {type(medium).__name__}"
                )
        object.__setattr__(self, "attributes", _plain("scene", self.attributes))

    @property
    def placed(self) -> tuple[Thing, ...]:
        """``things``, every one in its place."""
        return tuple(t for t in self.things if isinstance(t, Thing))
