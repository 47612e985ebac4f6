"""Run with Rasa's interpreter (see tests/bot/test_rasa_environment.py)."""

import unittest
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from bot.channels.quiet_rest import QuietRestInput

TOLD = {"channel": "kakao", "customer": {"id": "C1001"}, "account": "k-1"}
BELIEVED = [("s3cret", "s3cret")]
NOT_BELIEVED = [("", ""), ("", "s3cret"), ("s3cret", ""), ("s3cret", "s3cre"), ("s3cret", "비밀"), ("s3cret", "S3CRET")]


@dataclass
class FakeRequest:
    """What the channel reads of a request."""

    json: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)


def metadata(token: str, header: str, told: object = TOLD) -> dict[str, Any]:
    """What the channel believes of ``told``; ``token`` is the shop's, empty: it has none."""
    request = FakeRequest({"metadata": told}, {"X-Annae-Service": header} if header else {})
    with patch.dict("os.environ", {"ANNAE_GATEWAY_SERVICE_TOKEN": token}):
        return QuietRestInput().get_metadata(request)


class Metadata(unittest.TestCase):
    def test_a_caller_with_the_token_is_believed(self) -> None:
        for token, header in BELIEVED:
            assert metadata(token, header) == TOLD

    def test_of_any_other_caller_customer_and_account_are_dropped_and_the_rest_kept(self) -> None:
        for token, header in NOT_BELIEVED:
            assert metadata(token, header) == {"channel": "kakao"}, (token, header)

    def test_without_the_setting_nobody_is_believed(self) -> None:
        request = FakeRequest({"metadata": TOLD}, {"X-Annae-Service": ""})
        with patch.dict("os.environ", clear=True):
            assert QuietRestInput().get_metadata(request) == {"channel": "kakao"}

    def test_what_is_no_metadata_is_none(self) -> None:
        for told in (None, "x", ["customer"]):
            assert metadata("s3cret", "s3cret", told) == {}
