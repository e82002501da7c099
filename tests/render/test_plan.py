"""Materials of one build share its nodes' making, and nothing else."""

from __future__ import annotations

import pytest

pytest.importorskip("bpy")

from cyclorama.assets.material import Surface
from cyclorama.assets.recipes.car import CarPaint
from cyclorama.render.blender import blender
from cyclorama.render.materials import blender_material
from cyclorama.render.materials.plan import Plan


def test_plans_that_differ_in_numbers_only_are_of_one_build():
    def plan(operation: str, a: float, second: bool = False) -> Plan:
        made = Plan()
        first = made.add("Math", {"operation": operation}, {0: a, 1: 2.0})
        made.add("Math", {"operation": "ADD"}, {0: first.outputs[0], 1: first.outputs[0] if second else 1.0})
        return made

    assert plan("ADD", 1.0).build() == plan("ADD", 3.0).build()
    assert plan("ADD", 1.0).build() != plan("SUBTRACT", 1.0).build()
    assert plan("ADD", 1.0).build() != plan("ADD", 1.0, second=True).build()


def test_a_copied_material_is_what_it_would_be_alone():
    """Every input and every link of the second paint, made after another one and made first."""

    def made(*colors):
        with blender():
            return [described(blender_material(CarPaint(color=c, dirt=c[0]), 0.5)) for c in colors][-1]

    def described(material):
        inputs = [
            (node.bl_idname, socket.identifier, _plain(socket.default_value))
            for node in material.node_tree.nodes
            for socket in node.inputs
            if hasattr(socket, "default_value")
        ]
        links = [
            (a.bl_idname, link.from_socket.identifier, b.bl_idname, link.to_socket.identifier)
            for link in material.node_tree.links
            for a, b in [(link.from_node, link.to_node)]
        ]
        return sorted(map(str, inputs)), sorted(links)

    assert made((0.5, 0.1, 0.2), (0.1, 0.3, 0.7)) == made((0.1, 0.3, 0.7))


def test_a_copy_does_not_take_the_part_number_of_what_it_is_copied_from():
    with blender():
        first = blender_material(Surface(base_color=(0.1, 0.2, 0.3)), 0.5)
        first.pass_index = 3
        second = blender_material(Surface(base_color=(0.3, 0.2, 0.3)), 0.5)
        assert second != first
        assert second.pass_index == 0


def _plain(value):
    return tuple(value) if hasattr(value, "__len__") and not isinstance(value, str) else value
