"""What a recipe names stays: assets that came later move no draw, and one that is gone is missed."""

import shutil

import pytest
import trimesh
from cyclorama import cli
from cyclorama.assets import catalogue
from cyclorama.assets.importing import user_assets
from cyclorama.assets.importing.model_settings import FileSettings
from cyclorama.assets.limits import Limits, limited, own_assets
from cyclorama.draw import Draw
from cyclorama.errors import AssetError, CycloramaError
from cyclorama.generate import scene_of
from cyclorama.options import Order

SCRIPT = """
from cyclorama import Camera, Draw, Scene, Thing, assets

def one(draw: Draw) -> Scene:
    thing = assets.pick(draw, category="sign", source="user")
    return Scene(things=[Thing(thing)], camera=Camera.looking_at((0, 0, 0), distance_m=4, fov_x_deg=45))
"""


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("CYCLORAMA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("CYCLORAMA_ASSETS", str(tmp_path / "store"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "store" / "user"


@pytest.fixture
def add(tmp_path):
    """Add a box of that name, whose sides are 1, 1 and ``height``."""

    def call(name, height=1.0, front="-y", **said):
        file = tmp_path / "mine" / f"{name}.stl"
        file.parent.mkdir(exist_ok=True)
        trimesh.creation.box((1, 1, height)).export(file)
        return user_assets.add(file, file.parent, "sign", "MIT", FileSettings(unit="m", **said), front)

    return call


def picked():
    return [catalogue.pick(Draw(7, i), "sign", source="user").name for i in range(20)]


def test_what_is_added_later_moves_no_draw(add):
    add("b")
    add("c")
    begun = Limits(user_assets=own_assets())
    with limited(begun):
        before = picked()
    add("a")
    assert set(picked()) == {"a", "b", "c"}
    with limited(begun):
        assert picked() == before
        with pytest.raises(AssetError, match=r"user/sign/a: it was added after the dataset was begun"):
            catalogue.find("user/sign/a")


def test_none_means_none(add):
    add("a")
    with limited(Limits(user_assets={})), pytest.raises(AssetError, match="nothing fits category sign"):
        picked()


def test_what_is_gone_or_another_is_missed(add):
    add("a")
    begun = Limits(user_assets=own_assets())
    again = own_assets()
    user_assets.remove("user/sign/a")
    with pytest.raises(AssetError, match=r"user/sign/a: the dataset was begun with it, and it is gone"):
        limited(begun).__enter__()
    for other in ({"height": 0.5}, {"front": "+x"}, {"author": "Ann"}):
        add("a", **other)
        with pytest.raises(AssetError, match=r"begun with it, and it is another now; `cyclorama assets add`"):
            limited(begun).__enter__()
        user_assets.remove("user/sign/a")
    add("a")
    assert own_assets() == again
    with limited(begun):
        assert set(picked()) == {"a"}


def test_an_order_names_them(add, tmp_path):
    add("a")
    (tmp_path / "s.py").write_text(SCRIPT)
    recipe = Order.of("s.py:one").recipe
    assert recipe.user_assets == own_assets()
    assert list(recipe.user_assets) == ["user/sign/a"]
    assert Order.of("tabletop").recipe.user_assets == {}
    shutil.rmtree(tmp_path / "store")
    with pytest.raises(CycloramaError, match=r"asset user/sign/a: the dataset was begun with it"):
        scene_of(recipe, Draw(0, 0))


@pytest.mark.slow
def test_a_dataset_goes_on_with_those_of_its_beginning(add, tmp_path):
    pytest.importorskip("bpy")
    add("b")
    (tmp_path / "s.py").write_text(SCRIPT)
    words = [
        "render",
        "s.py:one",
        "--size",
        "32x24",
        "--quality",
        "draft",
        "--samples",
        "1",
        "--workers",
        "1",
    ]

    def render(out, count):
        with pytest.raises(SystemExit) as caught:
            cli.main([*words, "--out", out, "--count", str(count)])
        assert caught.value.code == 0

    render("whole", 3)
    render("parts", 1)
    add("a")
    render("parts", 3)
    whole, parts = (sorted((tmp_path / name / "images").iterdir()) for name in ("whole", "parts"))
    assert [path.read_bytes() for path in whole] == [path.read_bytes() for path in parts]
