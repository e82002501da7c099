"""glTF's materials as :class:`Surface`: factors, pictures, alpha, and the extensions that matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ..material import Color, Surface, Texture
from .gltf import Gltf
from .model_images import Pixels, decode, srgb, tinted
from .references import lacking

__all__ = ["Look", "Pictures", "alpha_look", "look"]

Matrix3 = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Look:
    """A material, and how its pictures lie on the mesh.

    Attributes:
        surface: the material.
        uv_set: which TEXCOORD its pictures take.
        uv_transform: (3, 3), applied to (u, v, 1) with v down, as glTF has it.
        invisible: alpha is 0 everywhere: what has this material is left out.
        notes: what was approximated.
    """

    surface: Surface
    uv_set: int = 0
    uv_transform: Matrix3 | None = None
    invisible: bool = False
    notes: tuple[str, ...] = ()


class Pictures:
    """The file's pictures, decoded once each; what cannot be had is noted and None."""

    def __init__(self, gltf: Gltf) -> None:
        self._gltf = gltf
        self._known: dict[int, Pixels | None] = {}
        self.notes: list[str] = []

    def of(self, reference: object) -> tuple[Pixels | None, Literal["repeat", "extend"]]:
        """Pixels and wrapping of a texture reference (``{"index": 3}``)."""
        if not isinstance(reference, dict):
            return None, "repeat"
        texture = self._gltf.item("textures", reference.get("index"))
        source = (
            texture.get("extensions", {}).get("EXT_texture_webp", {}).get("source", texture.get("source"))
        )
        wrap = {}
        if "sampler" in texture:
            wrap = self._gltf.item("samplers", texture["sampler"])
        clamped = wrap.get("wrapS") == 33071 and wrap.get("wrapT") == 33071
        return self._picture(source), "extend" if clamped else "repeat"

    def _picture(self, index: object) -> Pixels | None:
        if not isinstance(index, int):
            self.notes.append(lacking("of a material", "is in a form that is not read (KTX2?)"))
            return None
        if index not in self._known:
            image = self._gltf.item("images", index)
            uri = image.get("uri")
            name = str(image.get("name") or index) if uri is None or uri[:5] == "data:" else str(uri)
            data = self._gltf.view(image["bufferView"]) if uri is None else self._gltf.external(str(uri))
            self._known[index] = None
            if data is None:
                self.notes.append(lacking(name))
            else:
                try:
                    self._known[index] = decode(data)
                except ValueError as error:  # the model is usable without its picture
                    self.notes.append(lacking(name, str(error)))
        return self._known[index]


def look(material: dict[str, Any], pictures: Pictures) -> Look:
    """A glTF material. Defaults and meanings are those of glTF 2.0, section 3.9, and its extensions."""
    extensions = material.get("extensions", {})
    pbr = material.get("pbrMetallicRoughness", {})
    notes: list[str] = []
    glossy = extensions.get("KHR_materials_pbrSpecularGlossiness")
    if glossy is not None:
        pbr = {
            "baseColorFactor": glossy.get("diffuseFactor", [1, 1, 1, 1]),
            "baseColorTexture": glossy.get("diffuseTexture"),
            "metallicFactor": 0.0,
            "roughnessFactor": 1.0 - float(glossy.get("glossinessFactor", 1.0)),
        }
        notes.append("a specular-glossiness material is taken as a plain one of the same colour")
    if "KHR_materials_unlit" in extensions:
        pbr = {**pbr, "metallicFactor": 0.0, "roughnessFactor": 1.0}

    factor = _floats(pbr.get("baseColorFactor"), (1.0, 1.0, 1.0, 1.0))
    base_reference = pbr.get("baseColorTexture")
    base, tiles = pictures.of(base_reference)
    color: Color | Texture = _srgb(factor)
    if base is not None:
        color = Texture(np.ascontiguousarray(tinted(base, factor)[..., :3]), tiles=tiles)
    cutout, clear, invisible = alpha_look(
        str(material.get("alphaMode", "OPAQUE")),
        float(material.get("alphaCutoff", 0.5)),
        factor[3],
        base,
        tiles,
    )
    transmission = float(extensions.get("KHR_materials_transmission", {}).get("transmissionFactor", 0.0))
    if clear and not transmission:
        transmission = clear
        notes.append(
            f"a blended material is taken as clear ({clear:.0%}), as glass is: it is there in the labels"
        )

    roughness, metallic = _rough_metal(pbr, pictures)
    emission_factor = _floats(material.get("emissiveFactor"), (0.0, 0.0, 0.0))
    emission: Color | Texture = _srgb(emission_factor)
    glow, glow_tiles = pictures.of(material.get("emissiveTexture"))
    shines = max(emission_factor) > 0
    if glow is not None and shines:
        emission = Texture(np.ascontiguousarray(tinted(glow, emission_factor)[..., :3]), tiles=glow_tiles)
    strength = float(extensions.get("KHR_materials_emissive_strength", {}).get("emissiveStrength", 1.0))
    surface = Surface(
        base_color=color,
        roughness=roughness,
        metallic=metallic,
        ior=float(extensions.get("KHR_materials_ior", {}).get("ior", 1.5)) or 1.5,
        transmission=min(max(transmission, 0.0), 1.0),
        coat=float(extensions.get("KHR_materials_clearcoat", {}).get("clearcoatFactor", 0.0)),
        emission=emission,
        emission_strength=strength if shines else 0.0,
        normal_map=_normals(material.get("normalTexture"), pictures),
        cutout=cutout,
    )
    lead = base_reference or material.get("normalTexture") or pbr.get("metallicRoughnessTexture")
    lead = lead or material.get("emissiveTexture") or {}
    uv_set, transform = _uv(lead)
    return Look(surface, uv_set, transform, invisible, tuple(notes))


def alpha_look(
    mode: str, cutoff: float, factor: float, base: Pixels | None, tiles: Literal["repeat", "extend"]
) -> tuple[Texture | None, float, bool]:
    """What alpha means: a cut-out, how clear the surface is, and whether nothing is to be seen of it.

    Masked alpha is a cut-out at its cutoff. Blended alpha that is mostly all or nothing (leaves,
    decals) is a cut-out at one half; blended alpha in between is glass.
    """
    if mode not in ("MASK", "BLEND"):
        return None, 0.0, False
    alpha = np.full((1, 1), factor) if base is None else base[..., 3] / 255.0 * factor
    level = cutoff if mode == "MASK" else 0.5
    if alpha.min() >= (level if mode == "MASK" else 0.995):
        return None, 0.0, False
    if alpha.max() < (level if mode == "MASK" else 0.005):
        return None, 0.0, True
    lacking = alpha[alpha < 0.995]
    if mode == "BLEND" and np.mean((lacking > 0.05) & (lacking < 0.95)) > 0.5:
        return None, float(1.0 - lacking.mean()), False
    pixels = np.full((*alpha.shape, 4), 255, np.uint8)
    pixels[..., 3] = np.where(alpha >= level, 255, 0)
    return Texture(pixels, data=True, tiles=tiles), 0.0, False


def _rough_metal(pbr: dict[str, Any], pictures: Pictures) -> tuple[float | Texture, float | Texture]:
    roughness = float(pbr.get("roughnessFactor", 1.0))
    metallic = float(pbr.get("metallicFactor", 1.0))
    pixels, tiles = pictures.of(pbr.get("metallicRoughnessTexture"))
    if pixels is None:
        return roughness, metallic

    def channel(number: int, factor: float) -> float | Texture:
        values = np.round(pixels[..., number] * min(max(factor, 0.0), 1.0)).astype(np.uint8)
        if values.min() == values.max():
            return float(values.flat[0]) / 255
        return Texture(np.repeat(values[..., None], 3, axis=2), data=True, tiles=tiles)

    return channel(1, roughness), channel(2, metallic)


def _normals(reference: object, pictures: Pictures) -> Texture | None:
    pixels, tiles = pictures.of(reference)
    if pixels is None or not isinstance(reference, dict):
        return None
    scale = float(reference.get("scale", 1.0))
    rgb = np.ascontiguousarray(pixels[..., :3])
    if scale != 1.0:
        n = rgb / 255.0 * 2 - 1
        n[..., :2] *= scale
        n /= np.maximum(np.linalg.norm(n, axis=2, keepdims=True), 1e-9)
        rgb = np.round((n + 1) / 2 * 255).astype(np.uint8)
    return Texture(rgb, data=True, tiles=tiles)


def _uv(reference: dict[str, Any]) -> tuple[int, Matrix3 | None]:
    """Texture coordinate set and transform (KHR_texture_transform: scale, rotation, offset)."""
    transform = reference.get("extensions", {}).get("KHR_texture_transform")
    if transform is None:
        return int(reference.get("texCoord", 0)), None
    (ox, oy), (sx, sy) = (
        _floats(transform.get("offset"), (0.0, 0.0)),
        _floats(transform.get("scale"), (1.0, 1.0)),
    )
    c, s = np.cos(float(transform.get("rotation", 0.0))), np.sin(float(transform.get("rotation", 0.0)))
    matrix = np.array([[c * sx, s * sy, ox], [-s * sx, c * sy, oy], [0, 0, 1]])
    return int(transform.get("texCoord", reference.get("texCoord", 0))), matrix


def _floats(value: object, default: tuple[float, ...]) -> tuple[float, ...]:
    if not isinstance(value, list) or len(value) != len(default):
        return default
    return tuple(float(v) if np.isfinite(float(v)) else 0.0 for v in value)


def _srgb(factor_linear: tuple[float, ...]) -> Color:
    # Rounded, so that white is 1.0 and not 0.9999999999999999.
    r, g, b = (round(float(v), 9) for v in srgb(factor_linear[:3]))
    return r, g, b
