"""``annae privacy``: what the owner of a shop sees; on both kinds of database."""

import json
from dataclasses import asdict

import pytest
from sqlalchemy import text

from annae.cli.main import main
from store.database.encryption import Cipher, new_key
from store.database.engine import open_database
from store.database.texts import set_cipher
from store.identity.retention import Purged
from store.importer import import_pack
from store.orders import find_order
from store.pack import read_pack
from store.shop import Shop
from tests.store.conftest import WritePack
from tests.store.identity.people import fill, finish

Output = pytest.CaptureFixture[str]


@pytest.fixture
def shop(new_database: str, write_pack: WritePack, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """The café street with Kim's order delivered, in the database of the settings."""
    monkeypatch.setenv("ANNAE_DATABASE_URL", new_database)
    monkeypatch.setenv("ANNAE_STORE_ID", "cafe-street")
    monkeypatch.setenv("STORE_NOW", "2026-11-24T12:00:00")
    engine = open_database(new_database)
    import_pack(engine, read_pack(write_pack()))
    shop = Shop(engine, "cafe-street")
    fill(shop)
    finish(shop, "CS1001", shop.now())
    return shop


def test_export_prints_what_is_kept_about_a_customer(shop: Shop, capsys: Output) -> None:
    assert main(["privacy", "export", "--customer", "kim", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["store"], told["customer"], told["orders"][0]["customer_name"]) == ("cafe-street", "kim", "김민수")
    assert main(["privacy", "export", "--customer", "kim"]) == 0
    assert json.loads(capsys.readouterr().out)["orders"] == told["orders"]


def test_delete_removes_it(shop: Shop, capsys: Output) -> None:
    assert main(["privacy", "delete", "--customer", "kim", "--json"]) == 0
    deleted = json.loads(capsys.readouterr().out)
    assert (deleted["orders"], deleted["unfinished"], deleted["accounts"]) == (1, [], 1)
    assert main(["privacy", "delete", "--customer", "kim"]) == 1
    assert "nothing is kept about a customer 'kim'" in capsys.readouterr().err


def test_delete_names_the_orders_that_keep_their_customer(shop: Shop, capsys: Output) -> None:
    fill_again = "UPDATE orders SET status = 'preparing' WHERE lookup = 'CS1001'"
    with shop.engine.begin() as connection:
        connection.execute(text(fill_again))
    assert main(["privacy", "delete", "--customer", "kim"]) == 0
    assert "kept until they are finished: CS-1001" in capsys.readouterr().out


def test_purge_removes_what_is_older_than_the_setting(
    shop: Shop, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNAE_PRIVACY_KEEP_DAYS", "30")
    monkeypatch.setenv("STORE_NOW", "2026-12-24T12:00:00")
    assert main(["privacy", "purge", "--json"]) == 0
    purged = json.loads(capsys.readouterr().out)
    assert (purged["keep_days"], purged["orders"], purged["wrong_tries"]) == (30, 0, 1)
    monkeypatch.setenv("STORE_NOW", "2026-12-24T12:00:01")
    assert main(["privacy", "purge", "--json"]) == 0
    purged = json.loads(capsys.readouterr().out)
    assert (purged["orders"], purged["carts"]) == (1, 1)
    assert main(["privacy", "purge"]) == 0
    assert "removed from store 'cafe-street': 0 orders, 0 carts" in capsys.readouterr().out
    assert set(asdict(Purged(0, 0, 0, 0, 0, 0, 0))) < set(purged)


def test_a_new_key_encrypts_what_is_there(shop: Shop, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["privacy", "encrypt"]) == 1
    assert "privacy.key is empty; set it to a key from `annae privacy key` first" in capsys.readouterr().err
    assert main(["privacy", "key"]) == 0
    key = capsys.readouterr().out.strip()
    monkeypatch.setenv("ANNAE_PRIVACY_KEY", key)
    assert main(["privacy", "encrypt", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"rows": 5}
    with shop.engine.connect() as connection:
        assert str(connection.scalar(text("SELECT customer_name FROM orders"))).startswith("fernet:")
    set_cipher(shop.engine, Cipher(key))
    assert find_order(shop, "CS-1001", "0412") is not None


def test_a_wrong_key_is_a_clear_error(shop: Shop, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNAE_PRIVACY_KEY", new_key())
    assert main(["privacy", "encrypt"]) == 0
    monkeypatch.setenv("ANNAE_PRIVACY_KEY", new_key())
    assert main(["privacy", "export", "--customer", "kim"]) == 1
    assert "encrypted with a key that is not in privacy.key; add that key again" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["export"], ["delete"], ["forget"]])
def test_wrong_usage_is_said(arguments: list[str], capsys: Output) -> None:
    with pytest.raises(SystemExit) as raised:
        main(["privacy", *arguments])
    assert raised.value.code == 2
