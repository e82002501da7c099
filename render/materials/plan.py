"""Shader nodes written down before they are made, so that trees of one build are made once and copied.

Blender looks through the whole tree whenever a node, a link or a number changes. A street has hundreds of
materials and some dozens of builds: most differ in a few numbers from one that is there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

__all__ = ["Input", "Node", "Plan", "Socket", "put"]


@dataclass(frozen=True, eq=False, slots=True)
class Socket:
    """An output of a planned node, by name or number."""

    node: Node
    key: str | int


Input = Any
"""A socket of another node, a number, a vector, or a linear RGB colour."""


@dataclass(eq=False, slots=True)
class Node:
    """A node to be made.

    Attributes:
        number: in its plan.
        kind: Blender's type, such as ``ShaderNodeMath``.
        properties: what is chosen on it; a picture is one of them.
        inputs: by name or number.
    """

    number: int
    kind: str
    properties: dict[str, Any]
    inputs: dict[str | int, Input]

    @property
    def outputs(self) -> _Outputs:
        return _Outputs(self)


@dataclass(frozen=True, eq=False, slots=True)
class _Outputs:
    node: Node

    def __getitem__(self, key: str | int) -> Socket:
        return Socket(self.node, key)


@dataclass(eq=False)
class Plan:
    """Nodes in the order in which they are made."""

    nodes: list[Node] = field(default_factory=list)

    def add(self, kind: str, properties: dict[str, Any], inputs: dict[str | int, Input]) -> Node:
        node = Node(len(self.nodes), f"ShaderNode{kind}", properties, inputs)
        self.nodes.append(node)
        return node

    def build(self) -> tuple[Any, ...]:
        """All but numbers, colours and pictures: plans with equal ones differ in ``values`` only."""
        return tuple(
            (
                node.kind,
                tuple((key, setting) for key, setting in node.properties.items() if key != "image"),
                tuple(
                    (key, (value.node.number, value.key) if isinstance(value, Socket) else type(value))
                    for key, value in node.inputs.items()
                ),
            )
            for node in self.nodes
        )

    def values(self) -> list[tuple[int, str | int | None, Any]]:
        """Number of the node, its input (None: its picture), and what is there."""
        found: list[tuple[int, str | int | None, Any]] = []
        for node in self.nodes:
            if "image" in node.properties:
                found.append((node.number, None, node.properties["image"]))
            for key, value in node.inputs.items():
                if not isinstance(value, Socket):
                    found.append((node.number, key, value))
        return found

    def plant(self, tree: Any) -> list[Any]:
        """Make all nodes in a tree of Blender's; they come in the plan's order."""
        made = []
        for node in self.nodes:
            new = tree.nodes.new(node.kind)
            for key, setting in node.properties.items():
                # Each change makes Blender look through the whole tree, so leave alone what is right.
                if getattr(new, key) != setting:
                    setattr(new, key, setting)
            made.append(new)
        for node, new in zip(self.nodes, made, strict=True):
            for name, value in node.inputs.items():
                if isinstance(value, Socket):
                    tree.links.new(made[value.node.number].outputs[value.key], new.inputs[name])
                else:
                    put(value, new.inputs[name])
        return made


def put(value: Any, socket: Any) -> None:
    """Set what an unlinked input holds."""
    if isinstance(value, tuple):
        socket.default_value = (*value, 1.0) if socket.type == "RGBA" else value
    elif socket.default_value != value:
        socket.default_value = value
