"""The user's own assets: copied whole, turned to +x, kept by id; what is refused leaves nothing."""

import numpy as np
import pytest
import trimesh
from cyclorama import cli
from cyclorama.assets import catalogue
from cyclorama.assets.importing import user_assets
from cyclorama.draw import Draw
from PIL import Image


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("CYCLORAMA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("CYCLORAMA_ASSETS", str(tmp_path / "store"))
    return tmp_path / "store" / "user"


@pytest.fixture
def mine(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    return folder


@pytest.fixture
def run(capfd):
    """``cyclorama assets WORDS``; gives status, stdout, stderr."""

    def call(*words):
        with pytest.raises(SystemExit) as caught:
            cli.main(["assets", *map(str, words)])
        return caught.value.code, *capfd.readouterr()

    return call


def wedge(path, scale=1.0):
    """Highest where x is largest: 2 along x, 1 along y, 1.5 high."""
    points = np.array([[0, 0, 0], [2, 0, 0], [0, 1, 0], [2, 1, 0], [2, 0, 1.5], [2, 1, 1.5]]) * scale
    path.parent.mkdir(parents=True, exist_ok=True)
    trimesh.convex.convex_hull(points).export(path)
    return path


def textured(folder, picture="oak.png"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.obj").write_text(
        "mtllib a.mtl\nv 0 0 0\nv 1 0 0\nv 1 1 0\nvt 0 0\nvt 1 0\nvt 1 1\nusemtl wood\nf 1/1 2/2 3/3\n"
    )
    (folder / "a.mtl").write_text(f"newmtl wood\nmap_Kd {picture}\n")
    Image.new("RGB", (4, 2), (200, 100, 50)).save(folder / "oak.png")


def build(id):
    return catalogue.find(id).build(Draw(1, 0))


@pytest.mark.parametrize(("front", "size"), [("+x", (2, 1)), ("-x", (2, 1)), ("+y", (1, 2)), ("-y", (1, 2))])
def test_the_front_comes_to_face_forwards(mine, run, front, size):
    wedge(mine / "w.stl")
    assert run("add", mine, "--category", "car", "--licence", "MIT", "--front", front)[0] == 0
    entry = catalogue.find("user/car/w")
    mesh = entry.build(Draw(1, 0)).mesh
    assert entry.size_m == pytest.approx((*size, 1.5))
    assert np.ptp(mesh.bounds, axis=0) == pytest.approx(entry.size_m)
    high = mesh.vertices[mesh.vertices[:, 2] > 1].mean(axis=0)[:2]  # +x in the file
    expected = {"+x": (1, 0), "-x": (-1, 0), "-y": (0, 1), "+y": (0, -1)}[front]
    assert np.sign(np.round(high, 5)) == pytest.approx(expected)


def test_what_is_said_goes_into_the_catalogue_and_the_ledger(mine, run):
    wedge(mine / "deep" / "w.stl")
    words = ("--category", "truck", "--licence", "CC-BY-4.0", "--author", "Ann", "--height", "300cm")
    status, out, _ = run("add", mine, *words)
    assert status == 0
    assert "scaled to a height of 3 m" in out
    entry = catalogue.find("user/truck/deep-w")
    assert (entry.category, entry.licence, entry.author, entry.source) == (
        "truck",
        "CC-BY-4.0",
        "Ann",
        "user",
    )
    assert entry.size_m[2] == pytest.approx(3)
    assert len(entry.sha256) == 64
    source = entry.build(Draw(1, 0)).source
    assert (source.licence, source.author, source.origin, source.sha256) == (
        "CC-BY-4.0",
        "Ann",
        "user",
        entry.sha256,
    )


def test_a_copy_is_whole_and_shared(mine, run, tmp_path):
    textured(mine)
    run("add", mine, "--category", "sign", "--licence", "MIT", "--unit", "m")
    mine.rename(tmp_path / "gone")
    model = build("user/sign/a")
    assert model.materials[0].base_color.pixels.shape[:2] == (2, 4)
    assert build("user/sign/a").mesh is model.mesh


def test_twice_is_once_and_another_file_is_refused(mine, run, store):
    wedge(mine / "w.stl")
    words = ("add", mine, "--category", "car", "--licence", "MIT")
    run(*words)
    status, out, _ = run(*words)
    assert status == 0
    assert "it was there already" in out
    wedge(mine / "w.stl", 0.5)
    status, out, _ = run(*words)
    assert status == 1
    assert "cyclorama assets remove user/car/w" in out
    assert run("remove", "user/car/w")[0] == 0
    assert list(store.iterdir()) == []
    assert user_assets.entries() == ()
    assert run(*words)[0] == 0


def test_what_is_refused_leaves_nothing_and_the_rest_is_added(mine, run, store):
    wedge(mine / "good.stl")
    (mine / "bad.stl").write_bytes(b"solid nothing")
    (mine / "cut.3mf").write_bytes(b"PK\3\4cut off")
    status, out, _ = run("add", mine, "--category", "car", "--licence", "MIT")
    assert status == 1
    lines = [line for line in out.splitlines() if line.startswith("refused")]
    assert [line.split(":")[0] for line in lines] == [
        f"refused {mine / 'bad.stl'}",
        f"refused {mine / 'cut.3mf'}",
    ]
    assert [entry.id for entry in user_assets.entries()] == ["user/car/good"]
    assert len(list(store.iterdir())) == 1


def test_files_outside_the_folder_are_not_read(mine, run, tmp_path):
    textured(mine / "in", "../../secret.png")
    Image.new("RGB", (4, 2)).save(tmp_path / "secret.png")
    status, out, _ = run("add", mine, "--category", "car", "--licence", "MIT", "--unit", "m")
    assert status == 1
    assert "outside" in out
    assert "../../secret.png" in out


def test_links_that_lead_out_are_refused_or_passed_over_by_name(mine, run, tmp_path, store):
    wedge(mine / "w.stl")
    secret = wedge(tmp_path / "elsewhere" / "secret.stl")
    (mine / "link.stl").symlink_to(secret)
    (mine / "same.stl").symlink_to(mine / "w.stl")
    (mine / "more").symlink_to(secret.parent)
    status, out, _ = run("add", mine, "--category", "car", "--licence", "MIT", "--unit", "m")
    assert status == 1
    assert f"passed over {mine / 'more'}: a link to a folder; add that folder by itself" in out
    assert (
        f"refused {mine / 'link.stl'}: it is a link to {secret}, outside {mine}; put the file itself" in out
    )
    assert [entry.id for entry in user_assets.entries()] == ["user/car/same", "user/car/w"]


def test_two_files_of_one_name_are_told_apart(mine, run):
    wedge(mine / "w.stl")
    wedge(mine / "w.ply")
    status, out, _ = run("add", mine, "--category", "car", "--licence", "MIT", "--unit", "m")
    assert status == 1
    assert f"refused {mine / 'w.stl'}: user/car/w is there already, from w.ply; `cyclorama assets re" in out


def test_a_picture_above_the_model_but_in_the_folder_comes_along(mine, run, tmp_path):
    textured(mine / "in", "../up.png")
    Image.new("RGB", (3, 5)).save(mine / "up.png")
    assert run("add", mine, "--category", "sign", "--licence", "MIT", "--unit", "m")[0] == 0
    mine.rename(tmp_path / "gone")
    assert build("user/sign/in-a").materials[0].base_color.pixels.shape[:2] == (5, 3)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--height", "tall"), "height 'tall'"),
        (("--front", "up"), "front 'up'"),
        (("--unit", "mile"), "unit 'mile'"),
        (("--licence", "do what you want"), "licence"),
        (("--category", "a/b"), "category 'a/b'"),
    ],
)
def test_what_makes_no_sense_is_one_line(mine, run, words, said):
    wedge(mine / "w.stl")
    status, _, err = run("add", mine, "--category", "car", "--licence", "MIT", *words)
    assert status != 0
    assert said in err
    assert err.count("\n") == 1


def test_a_licence_must_be_given(mine, run):
    wedge(mine / "w.stl")
    assert run("add", mine, "--category", "car")[0] != 0


def test_a_changed_copy_is_refused(mine, run, store):
    wedge(mine / "w.stl")
    run("add", mine, "--category", "car", "--licence", "MIT")
    (copy,) = store.glob("*/w.stl")
    wedge(copy, 0.7)
    with pytest.raises(user_assets.ModelFileError, match="has changed since it was added"):
        build("user/car/w")
