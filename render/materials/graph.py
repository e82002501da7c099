"""A short way to write shader nodes: sockets go in, sockets come out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...assets.imperfections import IMPERFECTIONS_M, imperfections
from ...assets.material import Color, Texture
from .plan import Input, Node, Plan

__all__ = ["Context", "Graph", "Input", "Marks", "linear"]


def linear(color: Color) -> Color:
    """An sRGB colour as linear light (IEC 61966-2-1)."""
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color)
    return (r, g, b)


@dataclass
class Context:
    """What the materials of one Blender file share.

    Attributes:
        opacity_threshold: a surface less opaque than this is not there.
        materials: Blender's materials by recipe.
        images: Blender's images by content hash.
        built: a material of each build of nodes, its nodes' names, and the values that they hold.
    """

    opacity_threshold: float
    materials: dict[Any, Any] = field(default_factory=dict)
    images: dict[str, Any] = field(default_factory=dict)
    built: dict[Any, tuple[Any, list[str], list[Any]]] = field(default_factory=dict)

    def image(self, texture: Texture) -> Any:
        """Blender's image of a texture, made once."""
        if texture.digest not in self.images:
            import bpy

            height, width, channels = texture.pixels.shape
            image = bpy.data.images.new(
                f"texture {len(self.images)}", width, height, alpha=channels == 4, is_data=texture.data
            )
            pixels = np.ones((height, width, 4), np.float32)
            np.divide(texture.pixels[::-1], np.float32(255), out=pixels[:, :, :channels])
            # Colours under a clear alpha are kept as they are: prints are laid over other colours.
            image.alpha_mode = "CHANNEL_PACKED"
            image.pixels.foreach_set(pixels.ravel())
            self.images[texture.digest] = image
        return self.images[texture.digest]


@dataclass(frozen=True)
class Marks:
    """Sockets, each 0 to 1; ``uneven`` is evenly distributed, the others are 0 nearly everywhere."""

    smudges: Any
    scratches: Any
    dust: Any
    uneven: Any


class Graph:
    """The nodes of one material.

    Attributes:
        seed: moves all noise.
        turned: the mesh was turned by 90° about z: its coordinates are turned back.
    """

    def __init__(self, context: Context, seed: float = 0.0) -> None:
        self.plan = Plan()
        self.context = context
        self.seed = seed
        self.turned = False
        self._body: Node | None = None
        self._coordinates: Node | None = None
        self._turned_back: dict[str, Any] = {}
        self._placed: Any = None

    def node(self, kind: str, inputs: dict[str | int, Input] | None = None, **properties: Any) -> Node:
        """A new ``ShaderNode…``; inputs are named as Blender names them, or numbered."""
        given = {name: value for name, value in (inputs or {}).items() if value is not None}
        return self.plan.add(kind, properties, given)

    # Coordinates ---------------------------------------------------------------------------------

    def coordinates(self, name: str) -> Any:
        """``Object`` (metres, the thing's frame), ``Generated`` (0 to 1 of its box), ``Normal`` or ``UV``."""
        if self._coordinates is None:
            self._coordinates = self.node("TexCoord")
        socket = self._coordinates.outputs[name]
        if not self.turned or name == "UV":
            return socket
        if name not in self._turned_back:
            x, y, z = self.split(socket)
            across = self.math("SUBTRACT", 1.0 if name == "Generated" else 0.0, x)
            self._turned_back[name] = self.combine(y, across, z)
        return self._turned_back[name]

    @property
    def along(self) -> tuple[float, float, float]:
        """The x axis that the material was made for, in the thing's frame."""
        return (0.0, 1.0, 0.0) if self.turned else (1.0, 0.0, 0.0)

    @property
    def position(self) -> Any:
        """Metres in the thing's frame, moved by the seed: for noise."""
        if self._placed is None:
            # Irrational steps, so that no two axes move alike.
            offset = (self.seed * 0.17, self.seed * 0.1051 + 0.37, self.seed * 0.0704 + 0.13)
            self._placed = self.vector("ADD", self.coordinates("Object"), offset)
        return self._placed

    def height(self) -> Any:
        """Share of the thing's height, 0 to 1."""
        return self.split(self.coordinates("Generated"))[2]

    def split(self, vector: Input) -> tuple[Any, Any, Any]:
        """x, y and z of a vector."""
        outputs = self.node("SeparateXYZ", {0: vector}).outputs
        return outputs[0], outputs[1], outputs[2]

    def combine(self, x: Input = 0.0, y: Input = 0.0, z: Input = 0.0) -> Any:
        """A vector."""
        return self.node("CombineXYZ", {0: x, 1: y, 2: z}).outputs[0]

    def vector(self, operation: str, a: Input, b: Input = None, c: Input = None, scale: Input = None) -> Any:
        """Vector arithmetic; the value for ``LENGTH``, ``DISTANCE`` and ``DOT_PRODUCT``."""
        node = self.node("VectorMath", {0: a, 1: b, 2: c, 3: scale}, operation=operation)
        return node.outputs[1 if operation in ("LENGTH", "DISTANCE", "DOT_PRODUCT") else 0]

    def stretched(self, x: float, y: float, z: float, vector: Input = None) -> Any:
        """``position`` (or ``vector``) with each axis scaled."""
        return self.vector("MULTIPLY", self.position if vector is None else vector, (x, y, z))

    # Numbers -------------------------------------------------------------------------------------

    def math(self, operation: str, a: Input, b: Input = None, c: Input = None, clamp: bool = False) -> Any:
        """Arithmetic."""
        return self.node("Math", {0: a, 1: b, 2: c}, operation=operation, use_clamp=clamp).outputs[0]

    def sum(self, start: Input, *terms: tuple[Input, float]) -> Any:
        """``start`` plus each term's socket times its weight; terms without weight cost nothing."""
        total = start
        for socket, weight in terms:
            if weight:
                total = self.math("MULTIPLY_ADD", socket, weight, total)
        return total

    def ramp(
        self,
        value: Input,
        low: Input,
        high: Input,
        to_low: Input = 0.0,
        to_high: Input = 1.0,
        smooth: bool = False,
    ) -> Any:
        """``low`` … ``high`` mapped to ``to_low`` … ``to_high``, clamped."""
        inputs: dict[str | int, Input] = {0: value, 1: low, 2: high, 3: to_low, 4: to_high}
        return self.node("MapRange", inputs, interpolation_type="SMOOTHSTEP" if smooth else "LINEAR").outputs[
            0
        ]

    def mix(self, factor: Input, a: Input, b: Input, blend: str = "MIX") -> Any:
        """Colours mixed; ``a`` and ``b`` are linear RGB."""
        node = self.node("Mix", {0: factor, 6: a, 7: b}, data_type="RGBA", blend_type=blend)
        return node.outputs[2]

    # Textures ------------------------------------------------------------------------------------

    def noise(
        self,
        per_m: float,
        detail: float = 1.0,
        roughness: float = 0.5,
        vector: Input = None,
        distortion: float = 0.0,
        dimensions: str = "3D",
    ) -> Any:
        """Perlin noise, about 0.5, with ``per_m`` lumps a metre."""
        return self.node(
            "TexNoise",
            {
                "Vector": self.position if vector is None else vector,
                "Scale": per_m,
                "Detail": detail,
                "Roughness": roughness,
                "Distortion": distortion or None,
            },
            noise_dimensions=dimensions,
        ).outputs[0]

    def cells(self, per_m: float, vector: Input = None, feature: str = "F1", dimensions: str = "3D") -> Any:
        """A Voronoi node: outputs ``Distance`` and ``Color``."""
        place = self.position if vector is None else vector
        return self.node(
            "TexVoronoi", {"Vector": place, "Scale": per_m}, feature=feature, voronoi_dimensions=dimensions
        )

    def random(self, vector: Input) -> Any:
        """White noise of a vector, as a node: outputs ``Value`` and ``Color``."""
        return self.node("TexWhiteNoise", {"Vector": vector}, noise_dimensions="3D")

    def picture(
        self, texture: Texture, vector: Input = None, interpolation: str = "Linear", **properties: Any
    ) -> tuple[Any, Any]:
        """Colour and alpha of a texture, at the mesh's texture coordinates unless told otherwise."""
        node = self.node(
            "TexImage",
            {0: self.coordinates("UV") if vector is None else vector},
            image=self.context.image(texture),
            interpolation=interpolation,
            extension=texture.tiles.upper(),
            **properties,
        )
        return node.outputs[0], node.outputs[1]

    def marks(self, scale: float = 1.0) -> Marks:
        """What use left on the surface, from one look at one picture."""
        place = self.vector("SCALE", self.position, scale=1.0 / (IMPERFECTIONS_M * scale))
        color, alpha = self.picture(imperfections(), place, projection="BOX", projection_blend=0.2)
        split = self.node("SeparateColor", {0: color}).outputs
        return Marks(split[0], split[1], split[2], alpha)

    def worn(self, roughness: Input, marks: Marks, wear: float, uneven: float = 0.08) -> Any:
        """``roughness`` as use leaves it: nowhere the same."""
        base = roughness - uneven / 2 if isinstance(roughness, float) else roughness
        return self.sum(
            base,
            (marks.uneven, uneven),
            (marks.smudges, 0.06 + 0.2 * wear),
            (marks.scratches, 0.3 * wear),
            (marks.dust, 0.25 * wear),
        )

    # Shaders -------------------------------------------------------------------------------------

    def bump(self, height: Input, depth_m: float, normal: Input = None) -> Any:
        """The normal of a surface whose ``height`` 0 … 1 is ``depth_m`` deep."""
        return self.node(
            "Bump", {"Height": height, "Distance": depth_m, "Strength": 1.0, "Normal": normal}
        ).outputs[0]

    def principled(self, **inputs: Input) -> Any:
        """The tree's one Principled BSDF; ``base_color`` stands for its input ``Base Color``."""
        if self._body is None:
            self._body = self.node("BsdfPrincipled")
        for name, value in inputs.items():
            if value is not None:
                self._body.inputs[_SPELLING.get(name) or name.replace("_", " ").title()] = value
        return self._body.outputs[0]

    def mix_shaders(self, factor: Input, a: Any, b: Any) -> Any:
        """``a`` with a share of ``b``."""
        return self.node("MixShader", {0: factor, 1: a, 2: b}).outputs[0]


_SPELLING = {"ior": "IOR", "coat_ior": "Coat IOR", "specular": "Specular IOR Level"}
