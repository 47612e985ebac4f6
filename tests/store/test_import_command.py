"""``annae import``: what the owner of a shop sees."""

import json
from pathlib import Path

import pytest

from annae.cli.main import main
from annae.settings import Settings
from store.shop import Shop
from tests.store.conftest import PRODUCTS, WritePack
from tests.store.feeds.test_google_merchant import DATA


@pytest.fixture
def indexed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Stores indexed, with their number of products: stands in for the encoder, which needs its weights."""
    monkeypatch.setenv("ANNAE_HOME", str(tmp_path / "home"))
    calls: list[tuple[str, int]] = []

    def fake_build_index(shop: Shop, settings: Settings) -> None:
        calls.append((shop.store_id, len(list(shop.products()))))

    monkeypatch.setattr("catalog_index.build.build_index", fake_build_index)
    return calls


def test_a_good_pack_is_imported_and_indexed(
    write_pack: WritePack, indexed: list[tuple[str, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(write_pack())]) == 0
    assert indexed == [("cafe-street", 3)]
    assert "store 'cafe-street' imported and indexed" in capsys.readouterr().out


def test_json_is_one_object_and_nothing_else_on_stdout(
    write_pack: WritePack, indexed: list[tuple[str, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(write_pack()), "--store", "north", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["store"], report["changed"]) == ("north", True)
    assert report["tables"]["products"] == {"added": 3, "updated": 0, "removed": 0, "unchanged": 0}
    assert indexed == [("north", 3)]


def test_a_wrong_pack_lists_its_problems_and_imports_nothing(
    write_pack: WritePack, indexed: list[tuple[str, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_pack(products=PRODUCTS.replace("8000", "cheap").replace("12000", "$12"))
    assert main(["import", str(folder)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(" ")[0] for line in lines if ".csv:" in line] == ["products.csv:3:", "products.csv:4:"]
    assert lines[-1] == f"annae: {folder}: 2 problems; nothing was imported"
    assert indexed == []


def test_a_dry_run_indexes_nothing(write_pack: WritePack, indexed: list[tuple[str, int]]) -> None:
    assert main(["import", str(write_pack()), "--dry-run"]) == 0
    assert indexed == []


def test_a_feed_is_imported_into_a_store_and_indexed(write_pack: WritePack, indexed: list[tuple[str, int]]) -> None:
    assert main(["import", str(write_pack()), "--store", "north"]) == 0
    assert main(["import", str(DATA / "google.xml"), "--store", "north"]) == 0
    assert indexed == [("north", 3), ("north", 6)]


def test_a_feed_says_what_is_wrong_with_it(
    write_pack: WritePack, indexed: list[tuple[str, int]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = tmp_path / "ep.txt"
    feed.write_text("id\ttitle\tprice_pc\nA1\t컵\t12.50 USD\n", encoding="cp949")
    assert main(["import", str(feed)]) == 1
    assert "does not say whose it is; add --store ID" in capsys.readouterr().err
    assert main(["import", str(feed), "--store", "north"]) == 1
    assert "there is no store 'north' yet" in capsys.readouterr().err
    main(["import", str(write_pack()), "--store", "north"])
    assert main(["import", str(feed), "--store", "north"]) == 1
    assert "ep.txt:2: item 'A1': price_pc: expected an amount in KRW" in capsys.readouterr().err
    assert indexed == [("north", 3)]


def test_an_export_is_a_pack_that_changes_nothing(
    write_pack: WritePack, indexed: list[tuple[str, int]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", str(write_pack())])
    capsys.readouterr()
    assert main(["export", str(tmp_path / "out"), "--store", "cafe-street", "--json"]) == 0
    exported = json.loads(capsys.readouterr().out)
    assert (exported["store"], exported["files"]["products.csv"]) == ("cafe-street", 3)
    assert main(["import", str(tmp_path / "out"), "--prune", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changed"] is False


def test_exporting_a_store_that_is_not_there_is_one_clear_line(
    indexed: list[tuple[str, int]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(tmp_path / "out"), "--store", "nowhere"]) == 1
    assert "there is no store 'nowhere'" in capsys.readouterr().err


def test_a_missing_folder_is_one_clear_line(
    tmp_path: Path, indexed: list[tuple[str, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(tmp_path / "no")]) == 1
    assert "there is no such folder" in capsys.readouterr().err


def test_a_store_id_that_is_no_name_is_wrong_usage(write_pack: WritePack, indexed: list[tuple[str, int]]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["import", str(write_pack()), "--store", "../x"])
    assert stopped.value.code == 2
