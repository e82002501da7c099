"""``assets add`` refuses bad models by name, and then nothing is left of them, nor written elsewhere."""

import io
import json
import struct
import zipfile
import zlib

import pytest
import trimesh
from cyclorama import cli
from cyclorama.assets.importing import user_assets
from cyclorama.assets.importing.model_settings import FileSettings
from cyclorama.errors import ModelFileError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

SQUARE = "mtllib a.mtl\nv 0 0 0\nv 1 0 0\nv 1 1 0\nvt 0 0\nvt 1 0\nvt 1 1\nusemtl wood\nf 1/1 2/2 3/3\n"


@pytest.fixture(autouse=True)
def _store(tmp_path, monkeypatch):
    monkeypatch.setenv("CYCLORAMA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("CYCLORAMA_ASSETS", str(tmp_path / "store"))


@pytest.fixture
def mine(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    return folder


@pytest.fixture
def add(mine, capfd):
    """Add the folder; gives status and stdout."""

    def call(*words):
        with pytest.raises(SystemExit) as caught:
            cli.main(
                ["assets", "add", str(mine), "--category", "sign", "--licence", "MIT", "--unit", "m", *words]
            )
        return caught.value.code, capfd.readouterr().out

    return call


def picture(size=(4, 2)):
    file = io.BytesIO()
    Image.new("RGB", size, (200, 100, 50)).save(file, "PNG")
    return file.getvalue()


def huge_picture(side=1 << 15):
    """A PNG whose header claims ``side`` × ``side`` pixels, by default 4 GB."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = (b"IHDR" + header, b"IDAT" + zlib.compress(bytes(1000)))
    written = (struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def obj(name="oak.png", content=None):
    files = {"a.obj": SQUARE.encode(), "a.mtl": f"newmtl wood\nmap_Kd {name}\n".encode()}
    return files if content is None else files | {name: content}


def gltf(**image):
    data = struct.pack("<15f", 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1)
    return json.dumps(
        {
            "asset": {"version": "2.0"},
            "buffers": [{"uri": "a.bin", "byteLength": 60}],
            "bufferViews": [
                {"buffer": 0, "byteLength": 36},
                {"buffer": 0, "byteOffset": 36, "byteLength": 24},
            ],
            "accessors": [
                {"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3"},
                {"bufferView": 1, "componentType": 5126, "count": 3, "type": "VEC2"},
            ],
            "images": [image],
            "textures": [{"source": 0}],
            "materials": [{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}}],
            "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "TEXCOORD_0": 1}, "material": 0}]}],
            "nodes": [{"mesh": 0}],
            "scenes": [{"nodes": [0]}],
        }
    ).encode(), data


def in_gltf(uri, content=None):
    text, data = gltf(uri=uri)
    return {"a.gltf": text, "a.bin": data} | ({} if content is None else {uri: content})


def ply(name):
    return (
        f"ply\nformat ascii 1.0\ncomment TextureFile {name}\nelement vertex 3\nproperty float x\n"
        "property float y\nproperty float z\nproperty float s\nproperty float t\nelement face 1\n"
        "property list uchar int vertex_indices\nend_header\n0 0 0 0 0\n1 0 0 1 0\n1 1 0 1 1\n3 0 1 2\n"
    ).encode()


def box(kind):
    return trimesh.creation.box((1, 1, 1)).export(file_type=kind)


def archive(**more):
    """A 3MF with one more member."""
    file = io.BytesIO(box("3mf"))
    with zipfile.ZipFile(file, "a") as zipped:
        for name, content in more.items():
            zipped.writestr(name, content)
    return file.getvalue()


def claiming(data, size):
    """A zip whose list says that its first member has ``size`` bytes."""
    at = data.find(b"PK\1\2")
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


PICTURES = {
    "missing": (obj(), "oak.png is missing"),
    "missing of glTF": (in_gltf("oak.png"), "oak.png is missing"),
    "missing of PLY": ({"a.ply": ply("oak.png")}, "oak.png is missing"),
    "no picture": (
        obj(content=b"<html>not found</html>"),
        "oak.png cannot be read: it begins with b'<html>not fo', expected PNG, JPEG, WebP, TGA, BMP or TIFF",
    ),
    "no picture of glTF": (in_gltf("oak.png", b"no"), "oak.png cannot be read"),
    "no picture of PLY": ({"a.ply": ply("oak.png"), "oak.png": b"no"}, "oak.png cannot be read"),
    "embedded": (in_gltf("data:image/png;base64,AAAA"), "0 cannot be read"),
    "cut off": (obj(content=picture((64, 64))[:-30]), "oak.png cannot be read: it is cut off or damaged ("),
    "claims": (
        obj(content=huge_picture()),
        "oak.png cannot be read: it claims 1,073,741,824 pixels, expected at most 100,000,000",
    ),
    "empty": (obj(content=b""), "oak.png cannot be read: it is empty, expected PNG"),
    "claims less": (obj(content=huge_picture(11_000)), "it claims 121,000,000 pixels, expected at most 100"),
    "absolute": (
        obj("ABOVE/secret.png"),
        "ABOVE/secret.png is missing beside the model (absolute paths are never followed: put secret.png",
    ),
    "absolute of glTF": (in_gltf("ABOVE/secret.png"), "ABOVE/secret.png is missing"),
    "absolute of PLY": ({"a.ply": ply("ABOVE/secret.png")}, "ABOVE/secret.png is missing"),
    "Windows": (obj("C:\\tex\\oak.png"), "C:\\tex\\oak.png is missing beside the model (absolute paths"),
    "no MTL": ({"a.obj": SQUARE.encode()}, "material file a.mtl is missing"),
}
FILES = {
    "leads out": (obj("../secret.png"), "it refers to ../secret.png, outside"),
    "leads out of glTF": (in_gltf("../secret.png"), "it refers to ../secret.png, outside"),
    "cut zip": ({"a.3mf": box("3mf")[:-40]}, "not 3MF, cut off or damaged"),
    "cut zip, in the middle": ({"a.3mf": box("3mf")[:300]}, "not 3MF, cut off or damaged"),
    "zip leads out": ({"a.3mf": archive(**{"../evil.txt": b"x"})}, "'../evil.txt', outside itself"),
    "zip leads to the root": ({"a.3mf": archive(**{"/evil.txt": b"x"})}, "'/evil.txt', outside itself"),
    "zip of Windows": ({"a.3mf": archive(**{"C:\\evil.txt": b"x"})}, "evil.txt', outside itself"),
    "zip claims": ({"a.3mf": claiming(box("3mf"), (1 << 30) + 1)}, "it unpacks to 1,073,7"),
    "STL claims": ({"a.stl": bytes(80) + struct.pack("<I", 1 << 30) + bytes(500)}, "1,073,741,824 triangles"),
    "PLY claims": (
        {"a.ply": box("ply").replace(b"element vertex 8", b"element vertex 1073741824")},
        "it is cut off",
    ),
    "OFF claims": ({"a.off": b"OFF\n1073741824 1 0\n0 0 0\n"}, "it is cut off"),
    "GLB claims": ({"a.glb": b"glTF\2\0\0\0" + struct.pack("<I", 1 << 30) + bytes(20)}, "it is cut off"),
    "glTF claims": (
        {
            "a.gltf": gltf(uri="x.png")[0].replace(b'"byteLength": 60', b'"byteLength": 1073741824'),
            "a.bin": gltf()[1],
        },
        "its data is cut off",
    ),
}


def put(folder, files):
    for name, content in files.items():
        content = content.replace(b"ABOVE", str(folder.parent).encode())
        (folder / name).write_bytes(content)
    (folder.parent / "secret.png").write_bytes(picture((16, 16)))


def everything(top):
    return sorted(path.relative_to(top).as_posix() for path in top.rglob("*") if "cache" not in path.parts)


@pytest.mark.parametrize("case", sorted(PICTURES))
def test_a_picture_that_cannot_be_had_is_refused_unless_said(mine, add, tmp_path, case):
    files, said = PICTURES[case]
    put(mine, files)
    before = everything(tmp_path)
    status, out = add()
    assert status == 1
    (line,) = out.splitlines()
    assert line.startswith(f"refused {mine / next(iter(files))}: ")
    assert said.replace("ABOVE", str(tmp_path)) in line
    assert line.endswith("put it right, or say --lenient to use a plain colour instead")
    assert [name for name in everything(tmp_path) if name not in before] in (["store", "store/user"], [])
    status, out = add("--lenient")
    assert status == 0
    assert said.replace("ABOVE", str(tmp_path)) in out
    (entry,) = user_assets.entries()
    assert entry.id == "user/sign/a"
    assert not list((tmp_path / "store").rglob("secret.png"))


@pytest.mark.parametrize("case", sorted(FILES))
@pytest.mark.parametrize("lenient", [(), ("--lenient",)])
def test_a_bad_file_is_refused_in_any_case(mine, add, tmp_path, case, lenient):
    files, said = FILES[case]
    put(mine, files)
    before = everything(tmp_path)
    status, out = add(*lenient)
    assert status == 1
    (line,) = out.splitlines()
    assert line.startswith(f"refused {mine / next(iter(files))}: ")
    assert said in line
    assert [name for name in everything(tmp_path) if name not in before] in (["store", "store/user"], [])


def test_a_picture_that_moved_beside_the_model_is_taken(mine, add):
    put(mine, obj("C:\\tex\\Oak.PNG") | {"oak.png": picture()})
    assert add()[0] == 0


def outcome(folder, name):
    """The refusal, or None where the model was added; it is taken out again."""
    try:
        entry, _ = user_assets.add(folder / name, folder, "sign", "MIT", FileSettings(unit="m"))
    except ModelFileError as error:
        return str(error)
    user_assets.remove(entry.id)
    return None


@pytest.mark.parametrize("kind", ["obj", "glb", "3mf", "ply"])
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_flipped_bytes_give_a_model_or_a_refusal_and_no_stray_file(mine, tmp_path, kind, data):
    files = {"obj": obj(content=picture()), "ply": {"a.ply": ply("oak.png"), "oak.png": picture()}}.get(
        kind, {f"a.{kind}": box(kind) if kind in ("glb", "3mf") else b""}
    )
    hurt = data.draw(st.sampled_from(sorted(files)))
    content = bytearray(files[hurt])
    for _ in range(data.draw(st.integers(1, 4))):
        content[int(data.draw(st.floats(0, 1, exclude_max=True)) * len(content))] = data.draw(
            st.integers(0, 255)
        )
    put(mine, files | {hurt: bytes(content).replace(b"ABOVE", b"")})
    before = {name for name in everything(tmp_path) if not name.startswith("store")}
    said = outcome(mine, f"a.{kind}")
    assert said is None or (said.startswith(f"{mine / f'a.{kind}'}: ") and "\n" not in said)
    assert {name for name in everything(tmp_path) if not name.startswith("store")} == before
    assert [name for name in everything(tmp_path) if name.startswith("store/user/")] == []
