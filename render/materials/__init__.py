"""Shader nodes for every material recipe."""

from __future__ import annotations

from typing import Any

from ...assets.material import Material
from . import (
    building,
    car,
    ceramic,
    fabric,
    foliage,
    frontage,
    glass,
    ground,
    masonry,
    metal,
    paper,
    peel,
    plastic,
    skin,
    street,
    surface,
    turned,
    weathered,
    wood,
)
from .cutout import cut_out
from .dispatch import shader
from .graph import Context, Graph, Input, Marks, linear

__all__ = ["Context", "Graph", "Input", "Marks", "blender_material", "linear", "shader"]

# Imported for the shaders that they register.
_REGISTERED = (
    building,
    car,
    ceramic,
    fabric,
    frontage,
    foliage,
    glass,
    ground,
    masonry,
    metal,
    paper,
    peel,
    plastic,
    skin,
    street,
    surface,
    turned,
    weathered,
    wood,
)

_NAMESPACE_KEY = "cyclorama.materials"


def blender_material(material: Material, opacity_threshold: float) -> Any:
    """The ``bpy.types.Material`` of a recipe, made once for each recipe of the open Blender file.

    Raises:
        TypeError: for a material type without nodes.
    """
    import bpy

    context = _context(bpy, opacity_threshold)
    if material not in context.materials:
        made = bpy.data.materials.new(f"{len(context.materials):03d} {type(material).__name__}")
        tree = made.node_tree
        graph = Graph(tree, context, getattr(material, "seed", 0.0))
        surface_socket = cut_out(material.cutout, shader(material, graph), graph)
        tree.links.new(surface_socket, tree.nodes["Material Output"].inputs["Surface"])
        unused = tree.nodes.get("Principled BSDF")
        if unused is not None and not unused.outputs[0].is_linked:
            tree.nodes.remove(unused)
        context.materials[material] = made
    return context.materials[material]


def _context(bpy: Any, opacity_threshold: float) -> Context:
    # Blender empties this namespace when it loads a file, and with it everything that we made dies.
    contexts = bpy.app.driver_namespace.setdefault(_NAMESPACE_KEY, {})
    found: Context = contexts.setdefault(opacity_threshold, Context(opacity_threshold))
    return found
