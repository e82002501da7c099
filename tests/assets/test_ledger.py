"""The ledger credits whom it must, repeats what licences forbid, and claims nothing that is not known."""

from __future__ import annotations

from cyclorama.assets.ledger import attribution, restrictions, statement


def row(id: str, licence: str | None, **more: object) -> dict:
    return {"id": id, "licence": licence, "author": None, "sha256": None, "images": 1, **more}


def test_nothing_to_credit_is_no_file() -> None:
    assert attribution([]) is None
    assert attribution([row("bpy/city", "CC0-1.0")]) is None


def test_a_credit_has_title_author_source_and_licence() -> None:
    text = attribution(
        [
            row("furniture/suv", "CC-BY-3.0", author="Jay-Artist", title="SUV", origin="BlendSwap"),
            row("free", "CC0-1.0"),
            row("bolt/m8.stl", None, origin="user"),
        ]
    )
    assert text is not None
    assert text.splitlines()[4:] == [
        "- “SUV” by Jay-Artist, from BlendSwap (`furniture/suv`), "
        "[CC-BY-3.0](https://creativecommons.org/licenses/by/3.0/)",
        "- “bolt/m8.stl” by an author who is not stated (`bolt/m8.stl`), licence not stated",
    ]


def test_restrictions_name_the_assets() -> None:
    rows = [row("b", "CC-BY-NC-4.0"), row("a", "CC-BY-NC-4.0"), row("c", "CC-BY-4.0")]
    assert restrictions(rows) == [{"restriction": "no commercial use", "assets": ["a", "b"]}]
    assert restrictions([]) == []


def test_the_statement_is_silent_on_what_the_user_brought() -> None:
    plain = statement([row("a", "CC0-1.0")])
    assert plain.startswith("No real person and no real number plate was captured")
    assert "own" not in plain
    own = statement([row("a", None, origin="user"), row("s", "CC0-1.0", kind="sky")])
    assert own.endswith("Of a file of the user's own that it uses, nothing is known.")
    assert "photographs of places" in own
