"""Scene scripts are found and called, and what is wrong with one is said in one line."""

import hashlib
import sys
import textwrap
from pathlib import Path

import pytest
from cyclorama import Camera, Draw, Scene, look_at
from cyclorama import draw as draw_module
from cyclorama.errors import DrawError, PlacementError, SceneError
from cyclorama.recipe import Recipe
from cyclorama.scenes import script as script_module
from cyclorama.scenes.script import Script, content_sha256, load
from cyclorama.scenes.survey import check_given, folded, survey

DESK = """
from cyclorama import Camera, Draw, Scene, look_at
from cyclorama import draw as draw_module

def desk(draw: Draw) -> Scene:
    height_m = draw.uniform("height_m", 0.5, 2)
    return Scene(things=(), camera=Camera(look_at((0, -1, height_m), (0, 0, 0)), fov_x_deg=45))
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, content, name="desk.py"):
    (folder / name).write_text(textwrap.dedent(content))


def refusal(spec, *arguments, error=SceneError):
    """The one line of the error that loading (and calling, with arguments) gives."""
    with pytest.raises(error) as caught:
        load(spec)(*arguments or (Draw(7, 3),))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def scene():
    return Scene(things=(), camera=Camera(look_at((0, -1, 1), (0, 0, 0)), fov_x_deg=45))


def test_a_script_is_found_and_called(folder):
    write(folder, DESK)
    script = load("desk.py:desk")
    assert (script.name, script.accepts_models) == ("desk.py:desk", False)
    assert script.sha256 == hashlib.sha256(DESK.encode()).hexdigest()
    draw = Draw(7, 3)
    assert isinstance(script(draw), Scene)
    assert list(draw.values) == ["height_m"]


def test_the_only_scene_function_needs_no_name(folder):
    write(folder, DESK + "def _hidden(draw: Draw): ...\ndef helper(n: int): ...\n")
    assert load("desk.py").name == "desk.py:desk"
    write(folder, "from __future__ import annotations\n" + DESK)
    assert load("desk.py").name == "desk.py:desk"
    dotted = "import cyclorama\ndef one(draw: cyclorama.Draw): ...\n"
    write(folder, "from __future__ import annotations\n" + dotted)
    assert load("desk.py").name == "desk.py:one"


def test_a_function_with_models(folder):
    write(folder, DESK.replace("draw: Draw", "draw: Draw, models"))
    script = load("desk.py:desk")
    assert script.accepts_models
    assert isinstance(script(Draw(7, 3), ()), Scene)


def test_options_of_a_function_s_own_are_left_alone(folder):
    write(folder, DESK.replace("draw: Draw", "draw: Draw, mugs: int = 3"))
    assert not load("desk.py:desk").accepts_models


def test_a_script_imports_what_lies_beside_it_and_hides_nothing(folder):
    write(folder, "HEIGHT_M = 2", "siblings_height.py")
    write(folder, "raise RuntimeError('shadowed')", "trimesh.py")
    imports = "import siblings_height, trimesh\n"
    write(folder, imports + DESK.replace("0.5, 2", "0.5, siblings_height.HEIGHT_M"))
    before = list(sys.path)
    assert isinstance(load("desk.py")(Draw(7, 3)), Scene)
    assert sys.path == before


def test_a_module_may_be_imported_within_the_function(folder):
    write(folder, "HEIGHT_M = 2", "siblings_late.py")
    write(folder, DESK.replace("    return", "    import siblings_late\n    return"))
    assert isinstance(load("desk.py")(Draw(7, 3)), Scene)


def test_the_hash_covers_the_modules_beside_it(folder):
    write(folder, "import siblings_b", "siblings_a.py")
    write(folder, "X = 1", "siblings_b.py")
    write(folder, "X = 1", "unused.py")
    write(folder, "import siblings_a, numpy\n" + DESK)
    first = load("desk.py").sha256
    write(folder, "X = 2", "unused.py")
    assert load("desk.py").sha256 == first
    write(folder, "X = 2", "siblings_b.py")
    assert load("desk.py").sha256 != first


def test_a_clone_and_environments_beside_a_script_are_not_its_own(folder, monkeypatch):
    """`git clone … cyclorama` and a script beside it: all of its environment was hashed, for minutes."""
    import cyclorama

    (folder / "cyclorama/.venv").mkdir(parents=True)
    write(folder, "", "cyclorama/__init__.py")
    monkeypatch.setattr(cyclorama, "__file__", str(folder / "cyclorama/__init__.py"))
    source = b"import cyclorama, siblings_own\n"
    (folder / "siblings_own/.venv").mkdir(parents=True)
    write(folder, "X = 1", "siblings_own/__init__.py")
    first = content_sha256(folder / "desk.py", source)
    write(folder, "X = 2", "cyclorama/__init__.py")
    write(folder, "X = 2", "siblings_own/.venv/of_others.py")
    assert content_sha256(folder / "desk.py", source) == first
    write(folder, "X = 2", "siblings_own/__init__.py")
    assert content_sha256(folder / "desk.py", source) != first


def test_the_hash_covers_folders_without_an_init(folder):
    """They are packages to Python, before and after they were imported."""
    (folder / "siblings_plain").mkdir()
    write(folder, "HEIGHT_M = 1", "siblings_plain/shapes.py")
    write(folder, "import siblings_plain.shapes\n" + DESK)
    first = load("desk.py")
    first(Draw(7, 3))
    assert (
        load("desk.py").sha256
        == first.sha256
        != hashlib.sha256((folder / "desk.py").read_bytes()).hexdigest()
    )
    write(folder, "HEIGHT_M = 2", "siblings_plain/shapes.py")
    assert load("desk.py").sha256 != first.sha256


def test_a_changed_script_is_refused_where_it_must_not_change(folder):
    write(folder, DESK)
    sha256 = load("desk.py:desk").sha256
    load("desk.py:desk", sha256)
    write(folder, DESK + "\n")
    with pytest.raises(SceneError, match=r"scene script desk\.py: it, or a module .* has changed since"):
        load("desk.py:desk", sha256)


def test_unknown_scenes():
    assert refusal("tabletp") == (
        "scene 'tabletp': there is no scene of that name. Did you mean tabletop? Built-in scenes: driving, "
        "tabletop; your own is named as path/to/script.py:function"
    )
    assert "Built-in scenes: driving, tabletop" in refusal("")
    assert "Built-in scenes: driving, tabletop" in refusal("desk.txt:desk")


def test_built_in_scenes_are_imported_late(monkeypatch):
    monkeypatch.setitem(script_module.BUILT_IN, "stub", f"{__name__}:built_in")
    monkeypatch.setitem(sys.modules, __name__, sys.modules.get(__name__, type(sys)(__name__)))
    monkeypatch.setattr(sys.modules[__name__], "built_in", lambda draw: scene(), raising=False)
    script = load("stub")
    assert (script.name, script.sha256) == ("stub", None)
    assert isinstance(script(Draw(7, 3)), Scene)


def test_missing_files(folder):
    write(folder, DESK)
    assert refusal("dek.py:desk") == "scene script dek.py: there is no such file. Did you mean desk.py?"
    assert refusal("nowhere/desk.py") == "scene script nowhere/desk.py: there is no such file."
    (folder / "d.py").mkdir()
    assert refusal("d.py:desk") == "scene script d.py: it cannot be read: Is a directory"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("x = 1\ndef desk(draw:\n", "scene script desk.py:2: '(' was never closed"),
        ("x = '\0'", "scene script desk.py:"),
        ("import nothing_such", "desk.py:1: ModuleNotFoundError: No module named 'nothing_such'"),
        ("x = 1\n\n1 / 0", "desk.py: it cannot be imported: desk.py:3: ZeroDivisionError: division"),
        ("import sys; sys.exit(3)", "it cannot be imported: desk.py:1: SystemExit: 3"),
        ("import json\njson.loads('{')", "it cannot be imported: desk.py:2: JSONDecodeError"),
        ("x = 1", "there is no function 'desk'. It defines no function"),
        ("def desks(draw): ...", "no function 'desk'. Did you mean desks? It defines: desks"),
        ("desk = 3", "scene desk.py:desk: desk is an int, not a function"),
        ("def desk(): ...", "scene desk.py:desk: it takes (), but a scene function takes (draw) or"),
        ("def desk(draw, size): ...", "it takes (draw, size), but a scene function takes (draw) or"),
        ("def desk(draw, models, size): ...", "it takes (draw, models, size), but"),
        ("def desk(draw, *, size): ...", "it takes (draw, size), but"),
        ("def desk(draw): return None", "the function must return a Scene, but it returned nothing (None)"),
        ("def desk(draw): return 3", "the function must return a Scene, but it returned an int"),
    ],
)
def test_what_is_wrong_with_a_script(folder, content, message):
    write(folder, content)
    assert message in refusal("desk.py:desk")


def test_a_file_without_or_with_several_scene_functions(folder):
    write(folder, "from cyclorama import Draw\ndef helper(n): ...\n")
    assert "it has no scene function; define one as `def desk(draw: Draw) -> Scene:`" in refusal("desk.py")
    write(folder, "from cyclorama import Draw\ndef a(draw: Draw): ...\ndef b(draw: Draw): ...\n")
    assert refusal("desk.py") == (
        "scene script desk.py: it has 2 scene functions; name one: desk.py:a, desk.py:b"
    )


def test_a_script_that_raises_names_image_line_and_error(folder):
    write(folder, "def desk(draw):\n    x = 0\n    return 1 / x\n")
    assert refusal("desk.py:desk") == (
        "scene desk.py:desk, image 3: desk.py:3: ZeroDivisionError: division by zero"
    )
    write(folder, "def desk(draw):\n    raise ValueError('a\\nb')\n")
    assert refusal("desk.py:desk").endswith("desk.py:2: ValueError: a b")
    write(folder, "def desk(draw):\n    raise SystemExit\n")
    assert refusal("desk.py:desk").endswith("desk.py:2: SystemExit: no message")


def test_the_line_is_the_script_s_own_where_a_library_raises(folder):
    write(folder, "import numpy as np\n\ndef desk(draw):\n    np.zeros(3) @ np.zeros(4)\n")
    assert "desk.py:4: ValueError" in refusal("desk.py:desk")
    write(folder, "import json\n\ndef desk(draw):\n    return json.loads('{')\n")
    assert "desk.py:4: JSONDecodeError" in refusal("desk.py:desk")


def test_a_script_in_a_checkout_is_not_blamed_for_a_line_of_ours():
    """The root of a checkout is the package, and a place where people put their first script."""
    with pytest.raises(DrawError) as caught:
        Draw(0, 0).uniform("x", 2.0, 1.0)
    assert script_module._line_within(caught.value, Path(draw_module.__file__).parent) == ""


def test_cyclorama_s_own_errors_keep_their_type(folder):
    write(folder, "def desk(draw):\n    draw.uniform('x', 2.0, 1.0)\n")
    assert refusal("desk.py:desk", error=DrawError) == (
        "scene desk.py:desk, image 3: desk.py:2: draw x: low must be finite and not above high, "
        "got 2.0 and 1.0"
    )


def test_a_lack_of_memory_is_not_the_script_s_mistake():
    def greedy(draw):
        raise MemoryError

    with pytest.raises(MemoryError):
        Script(greedy, "greedy", None, False)(Draw(7, 3))


def conditional(draw):
    if draw.chance("rain", 0.3):
        draw.uniform("rain/mm_h", 1, 50)
    for i in range(draw.integer("mugs", 1, 3)):
        draw.scope("mug", i).uniform("height_m", 0.08 + 0.01 * i, 0.2)
    draw.rng("noise")
    return scene()


RECIPE = Recipe(scene="desk.py:desk")


def test_a_survey_tells_how_often_a_name_is_drawn():
    found = survey(conditional, RECIPE, 40)
    assert list(found) == ["mug/*/height_m", "mugs", "noise", "rain", "rain/mm_h"]
    assert str(found["mug/*/height_m"][0]) == "uniform 0.08 to 0.2"
    assert (found["mugs"][1], found["mug/*/height_m"][1]) == (1, 1)
    rains = sum(Draw(0, i).chance("rain", 0.3) for i in range(40)) / 40
    assert 0 < rains < 1
    assert found["rain/mm_h"][1] == rains


def test_a_survey_goes_past_images_that_fail_now_and_then():
    def shaky(draw):
        if draw.chance("fails", 0.4):
            raise PlacementError("placed 1 of 2 mugs")
        return scene()

    assert survey(shaky, RECIPE, 20)["fails"][1] == 1

    def broken(draw):
        raise SceneError("always")

    with pytest.raises(SceneError, match="always"):
        survey(broken, RECIPE, 20)


def test_numbers_fold_only_where_they_are_a_whole_part():
    assert folded("mug/3/height_m") == "mug/*/height_m"
    assert folded("mug/3/4/k1") == "mug/*/*/k1"
    assert folded("3/mug2/x") == "*/mug2/x"


@pytest.mark.parametrize("name", ["rain", "rain/mm_h", "mug/*/height_m", "mug/2/height_m", "*"])
def test_known_names_may_be_given_and_balanced(name):
    check_given(conditional, {}, [name], RECIPE)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("rain/mm_hr", "Did you mean rain/mm_h, "),
        ("mugz", "Did you mean mugs"),
        ("mug/*/width_m", "scene desk.py:desk drew no such name in 40 images"),
        ("mug/7/height_m", "Did you mean mug/2/height_m"),
    ],
)
def test_unknown_names_are_refused_with_close_ones(name, message):
    with pytest.raises(DrawError) as caught:
        check_given(conditional, {}, [name], RECIPE)
    assert str(caught.value).startswith(f"balance {name!r}: ")
    assert message in str(caught.value)
    assert "cyclorama draws desk.py:desk" in str(caught.value)
    with pytest.raises(DrawError, match="given 'x': scene"):
        check_given(conditional, {"x": 1}, [], RECIPE)


def test_noise_cannot_be_given():
    with pytest.raises(DrawError, match="given 'noise': it is bulk noise, which cannot be pinned"):
        check_given(conditional, {"noise": 1}, [], RECIPE)


def test_a_value_out_of_bounds_is_refused_before_anything_is_rendered():
    recipe = RECIPE.model_copy(update={"given": {"mugs": 9}})
    with pytest.raises(DrawError, match="draw mugs: pinned to 9, but it is a whole number from 1 to 3"):
        check_given(conditional, recipe.given, [], recipe)
