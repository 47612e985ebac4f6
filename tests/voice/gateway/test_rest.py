from dataclasses import replace

import aiohttp
import pytest

from annae.settings import Settings
from tests.voice.gateway.conftest import running_gateway
from voice.gateway.notices import notice

CUSTOMER = {"customer": {"id": "c-1"}, "account": "k-1"}


async def post(kiosk, body, **options):
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{kiosk.url}/webhooks/rest/webhook", json=body, **options) as answer,
    ):
        return answer.status, await answer.json()


async def test_any_chat_client_gets_text_and_custom(kiosk):
    status, messages = await post(kiosk, {"sender": "kim", "message": "가방 있어요?"})
    assert status == 200
    assert [message["recipient_id"] for message in messages] == ["kim"]
    assert messages[0]["custom"]["language"] == "ko"


async def test_callers_cannot_step_into_a_voice_session(kiosk):
    await post(kiosk, {"sender": "sess_1", "message": "hi"})
    assert kiosk.rasa.asked[0]["sender"] == "rest:sess_1"


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"sender": "", "message": "x"},
        {"sender": "a" * 129, "message": "x"},
        {"sender": 3, "message": "x"},
        {"sender": "a", "message": None},
        {"sender": "a", "message": "x", "metadata": "y"},
    ],
)
async def test_what_is_no_message_is_refused_with_a_sentence(kiosk, body):
    status, answer = await post(kiosk, body)
    assert status == 400
    assert answer["error"]


async def test_a_body_that_is_no_json_is_refused(kiosk):
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{kiosk.url}/webhooks/rest/webhook", data=b"\xff\xfe{") as answer,
    ):
        assert answer.status == 400


async def test_a_text_that_is_too_long_is_answered_in_its_language(kiosk):
    _, messages = await post(kiosk, {"sender": "kim", "message": "가방 " * 50_000})
    assert messages[0]["text"] == notice("text_too_long", "ko", limit=1000)
    assert kiosk.rasa.asked == []


@pytest.mark.parametrize(
    ("token", "header", "believed"), [("", "", False), ("s3cret", "wrong", False), ("s3cret", "s3cret", True)]
)
async def test_a_customer_is_believed_only_with_the_service_token(token, header, believed):
    settings = replace(Settings(), gateway=replace(Settings().gateway, service_token=token))
    async with running_gateway(settings) as kiosk:
        body = {"sender": "kim", "message": "내 주문", "metadata": CUSTOMER}
        await post(kiosk, body, headers={"X-Annae-Service": header})
        assert ("customer" in kiosk.rasa.asked[0]["metadata"]) is believed
        assert ("account" in kiosk.rasa.asked[0]["metadata"]) is believed


async def test_readiness_names_each_part(kiosk):
    async with aiohttp.ClientSession() as http, http.get(f"{kiosk.url}/readyz") as answer:
        assert (answer.status, await answer.json()) == (200, {"rasa": True, "actions": True, "voice": True})


async def test_metrics_count_turns(kiosk):
    await post(kiosk, {"sender": "kim", "message": "가방 있어요?"})
    async with aiohttp.ClientSession() as http, http.get(f"{kiosk.url}/metrics") as answer:
        assert 'annae_turns_total{channel="rest",language="ko"} 1.0' in await answer.text()
