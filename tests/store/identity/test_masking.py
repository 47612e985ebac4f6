"""What others see of somebody's personal data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.identity.masking import masked_address, masked_name, masked_phone, masked_tracking


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("김민수", "김*수"),
        ("이솔", "이*"),
        ("남궁민수", "남**수"),
        ("김", "김*"),
        ("John Smith", "J*** S****"),
        ("", ""),
    ],
)
def test_names_are_masked(name: str, masked: str) -> None:
    assert masked_name(name) == masked


@given(st.text("가나다라마김이박", min_size=2, max_size=6))
def test_a_masked_name_never_tells_the_whole_name(name: str) -> None:
    assert "*" in masked_name(name)
    assert len(masked_name(name)) == len(name)


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("010-1234-5678", "010-****-****"),
        ("01012345678", "010********"),
        ("+82 10 1234 5678", "+82 1* **** ****"),
        ("0412", "****"),
        ("", ""),
    ],
)
def test_phones_are_masked(phone: str, masked: str) -> None:
    assert masked_phone(phone) == masked


@given(st.from_regex(r"[0-9]{2,4}[- ]?[0-9]{3,4}[- ]?[0-9]{4}", fullmatch=True))
def test_a_masked_phone_never_shows_the_digits_that_prove_an_order(phone: str) -> None:
    assert masked_phone(phone).endswith("****")


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("서울특별시 강남구 테헤란로 1길 23, 401호", "서울특별시 강남구 ***"),
        ("강남구 테헤란로", "***"),
        ("23 Baker Street, London", "***"),
        ("", ""),
    ],
)
def test_addresses_are_masked(address: str, masked: str) -> None:
    assert masked_address(address) == masked


@pytest.mark.parametrize(
    ("number", "masked"), [("123456789012", "********9012"), ("12345678", "********"), ("1234", "****"), ("", "")]
)
def test_tracking_numbers_are_masked(number: str, masked: str) -> None:
    assert masked_tracking(number) == masked
