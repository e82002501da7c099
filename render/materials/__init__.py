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
    snowed,
    street,
    surface,
    turned,
    weathered,
    wood,
)
from .cutout import cut_out
from .dispatch import shader
from .graph import Context, Graph, Input, Marks, linear
from .plan import Plan, Socket, put

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
    snowed,
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
        graph = Graph(context, getattr(material, "seed", 0.0))
        surface_socket = cut_out(material.cutout, shader(material, graph), graph)
        made = _planted(bpy, graph.plan, surface_socket, context)
        made.name = f"{len(context.materials):03d} {type(material).__name__}"
        context.materials[material] = made
    return context.materials[material]


def _planted(bpy: Any, plan: Plan, surface: Socket, context: Context) -> Any:
    """A material of these nodes: a copy of one that differs in values only, if there is one."""
    build, values = (plan.build(), surface.node.number, surface.key), plan.values()
    if build not in context.built:
        made = bpy.data.materials.new("new")
        tree = made.node_tree
        tree.nodes.remove(tree.nodes["Principled BSDF"])
        nodes = plan.plant(tree)
        end = nodes[surface.node.number].outputs[surface.key]
        tree.links.new(end, tree.nodes["Material Output"].inputs["Surface"])
        context.built[build] = made, [node.name for node in nodes], values
        return made
    like, names, theirs = context.built[build]
    made = like.copy()
    made.pass_index = 0  # what it was numbered as is the other's
    for (number, key, value), (_, _, other) in zip(values, theirs, strict=True):
        if value != other:
            node = made.node_tree.nodes[names[number]]
            if key is None:
                node.image = value
            else:
                put(value, node.inputs[key])
    return made


def _context(bpy: Any, opacity_threshold: float) -> Context:
    # Blender empties this namespace when it loads a file, and with it everything that we made dies.
    contexts = bpy.app.driver_namespace.setdefault(_NAMESPACE_KEY, {})
    found: Context = contexts.setdefault(opacity_threshold, Context(opacity_threshold))
    return found
