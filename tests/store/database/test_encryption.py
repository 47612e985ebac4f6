"""Personal texts are encrypted at rest where a key is set, readable with any key set, and a wrong key is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from annae.errors import AnnaeError
from store.database.encryption import Cipher, new_key
from store.database.engine import open_database, writing
from store.database.models import Base, OrderRow
from store.database.texts import Encrypted, set_cipher
from store.identity.channel_links import link, linked_customer
from store.identity.reencryption import count_rows, reencrypt
from store.importer import import_pack
from store.orders import find_order
from store.pack import read_pack
from store.shop import Shop
from tests.store.conftest import WritePack
from tests.store.identity.test_channel_links import KAKAO

FIRST, SECOND = new_key(), new_key()
TEXTS = st.text(st.characters(codec="utf-8")) | st.sampled_from(
    ["fernet:", "fernet:gAAAAA", "plain:", "plain:fernet:x", "김민수"]
)


@pytest.mark.parametrize("keys", ["", FIRST, f"{SECOND}, {FIRST}"])
@given(plain=TEXTS)
def test_what_is_encrypted_is_decrypted(keys: str, plain: str) -> None:
    cipher = Cipher(keys)
    assert cipher.decrypt(cipher.encrypt(plain)) == plain


@given(plain=st.text(st.characters(codec="utf-8"), min_size=4))
def test_an_encrypted_text_does_not_tell_the_plain_one_and_is_never_the_same(plain: str) -> None:
    cipher = Cipher(FIRST)
    assert cipher.encrypt(plain) != cipher.encrypt(plain)
    assert plain not in cipher.encrypt(plain).removeprefix("fernet:")


def test_texts_from_before_a_key_and_from_an_older_key_stay_readable() -> None:
    newest = Cipher(f"{SECOND},{FIRST}")
    assert newest.decrypt(Cipher("").encrypt("김민수")) == "김민수"
    assert newest.decrypt(Cipher(FIRST).encrypt("김민수")) == "김민수"


def test_a_missing_or_wrong_key_is_a_clear_error() -> None:
    stored = Cipher(FIRST).encrypt("김민수")
    with pytest.raises(AnnaeError, match=r"privacy\.key is empty; set the key again"):
        Cipher("").decrypt(stored)
    with pytest.raises(AnnaeError, match=r"a key that is not in privacy\.key; add that key again"):
        Cipher(SECOND).decrypt(stored)


@pytest.mark.parametrize("key", ["secret", FIRST[:-2], f"{FIRST},secret", "키"])
def test_a_key_that_is_none_is_a_clear_error(key: str) -> None:
    with pytest.raises(AnnaeError, match=r"privacy\.key: expected keys as `annae privacy key` makes them"):
        Cipher(key)


def test_a_fingerprint_does_not_tell_what_it_is_of_and_changes_with_the_key() -> None:
    assert Cipher(FIRST).fingerprints("u-1")[0] not in Cipher(SECOND).fingerprints("u-1")
    assert Cipher(f"{SECOND},{FIRST}").fingerprints("u-1")[1] == Cipher(FIRST).fingerprints("u-1")[0]


PERSONAL = {
    "orders": {"customer_name", "phone_last4", "phone", "address"},
    "restock_alerts": {"contact"},
    "channel_links": {"account"},
}


def test_every_personal_column_is_encrypted() -> None:
    encrypted = {
        table.name: {column.name for column in table.columns if isinstance(column.type, Encrypted)}
        for table in Base.metadata.sorted_tables
    }
    assert {name: columns for name, columns in encrypted.items() if columns} == PERSONAL


def test_the_database_does_not_hold_names_and_phones_where_there_is_a_key(
    engine: Engine, write_pack: WritePack
) -> None:
    set_cipher(engine, Cipher(FIRST))
    import_pack(engine, read_pack(write_pack()))
    with engine.connect() as connection:
        stored = str(connection.execute(text("SELECT customer_name, phone_last4 FROM orders")).all())
    assert "김민수" not in stored
    assert "0412" not in stored
    order = find_order(Shop(engine, "cafe-street"), "CS-1001", "0412")
    assert order is not None
    assert order.customer == "김*수"


def test_importing_the_same_again_changes_nothing_although_it_is_encrypted(
    engine: Engine, write_pack: WritePack
) -> None:
    set_cipher(engine, Cipher(FIRST))
    pack = read_pack(write_pack())
    import_pack(engine, pack)
    assert not import_pack(engine, pack).changed


def test_after_encrypting_anew_the_old_key_can_be_forgotten(shop: Shop) -> None:
    link(shop, "kakao", "u-1", "kim", KAKAO)  # in the clear, as the orders of the pack are
    set_cipher(shop.engine, Cipher(FIRST))
    assert count_rows(shop.engine) == 4
    for keys, only in ((FIRST, FIRST), (f"{SECOND},{FIRST}", SECOND)):
        set_cipher(shop.engine, Cipher(keys))
        assert reencrypt(shop.engine) == 4
        set_cipher(shop.engine, Cipher(only))
        assert find_order(shop, "CS-1001", "0412") is not None
        assert linked_customer(shop, "kakao", "u-1") == "kim"
    set_cipher(shop.engine, Cipher(FIRST))
    with pytest.raises(AnnaeError, match=r"not in privacy\.key"):
        find_order(shop, "CS-1001", "0412")


def test_encrypting_anew_goes_through_many_rows_in_portions(shop: Shop) -> None:
    with writing(shop.engine) as session:
        order = session.get_one(OrderRow, {"store_id": shop.store_id, "lookup": "CS1001"})
        columns = {column.key: getattr(order, column.key) for column in OrderRow.__table__.columns}
        for number in range(1200):
            session.add(OrderRow(**columns | {"lookup": f"N{number}", "id": f"N-{number}"}))
    set_cipher(shop.engine, Cipher(FIRST))
    done: list[float] = []
    assert reencrypt(shop.engine, done.append) == 1203
    assert sum(done) == 1203
    with shop.engine.connect() as connection:
        plain = "SELECT count(*) FROM orders WHERE customer_name NOT LIKE 'fernet:%'"
        assert connection.scalar(text(plain)) == 0


def test_the_setting_gives_the_key(new_database: str, write_pack: WritePack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNAE_PRIVACY_KEY", FIRST)
    engine = open_database(new_database)
    import_pack(engine, read_pack(write_pack()))
    with engine.connect() as connection:
        assert str(connection.scalar(text("SELECT customer_name FROM orders"))).startswith("fernet:")
    monkeypatch.setenv("ANNAE_PRIVACY_KEY", "secret")
    with pytest.raises(AnnaeError, match="expected keys"):
        open_database(new_database)
