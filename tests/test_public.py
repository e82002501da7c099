"""The public face: every name is there, and importing it costs nothing until a name is used."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import cyclorama
import pytest


@pytest.mark.parametrize("name", cyclorama.__all__)
def test_every_public_name_is_there(name):
    assert getattr(cyclorama, name) is not None


def test_type_checkers_see_the_same_names():
    tree = ast.parse(Path(cyclorama.__file__).read_text())
    block = next(node for node in tree.body if isinstance(node, ast.If))
    declared = [alias.name for node in block.body for alias in node.names]
    assert sorted(declared) == sorted(cyclorama.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'Scenery'"):
        _ = cyclorama.Scenery


def test_importing_cyclorama_imports_nothing_heavy():
    code = "import sys, cyclorama; print(sorted({'bpy', 'numpy', 'mujoco', 'trimesh'} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"
