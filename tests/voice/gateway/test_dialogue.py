"""The dialogue client against a real HTTP server that plays Rasa well, slowly and badly."""

import asyncio

import aiohttp
import pytest
from aiohttp import web

from annae.settings import DialogueSettings
from annae.supervisor.ports import free_port
from voice.gateway.dialogue import Dialogue, merge_messages
from voice.gateway.notices import notice


@pytest.fixture
async def fake_rasa():
    """A server whose behaviour the test sets; remembers what it was asked."""
    asked, behaviour = [], {"answer": []}

    async def webhook(request):
        asked.append(await request.json())
        behaviour["headers"] = request.headers
        await asyncio.sleep(behaviour.get("delay", 0))
        if "status" in behaviour:
            return web.Response(status=behaviour["status"], text="oops")
        return web.json_response(behaviour["answer"])

    app = web.Application()
    app.router.add_post("/webhooks/rest/webhook", webhook)
    runner = web.AppRunner(app)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    behaviour["port"] = port
    async with aiohttp.ClientSession() as http:
        yield Dialogue(http, DialogueSettings(rasa_port=port, timeout_s=0.3)), asked, behaviour
    await runner.cleanup()


async def test_text_and_custom_come_back_as_one_message(fake_rasa):
    dialogue, asked, behaviour = fake_rasa
    behaviour["answer"] = [{"recipient_id": "a", "text": "네"}, {"recipient_id": "a", "custom": {"intent": "greeting"}}]
    answers = await dialogue.ask("a", "안녕", "ko", {"channel": "kiosk"})
    assert answers == [{"text": "네", "custom": {"intent": "greeting"}}]
    assert asked == [{"sender": "a", "message": "안녕", "metadata": {"channel": "kiosk", "language": "ko"}}]


@pytest.mark.parametrize("said", ["/greeting", " /cancel_order", "//restart", "\n/x"])
async def test_a_customer_cannot_name_an_intent(fake_rasa, said):
    dialogue, asked, _ = fake_rasa
    await dialogue.ask("a", said, "ko", {})
    assert not asked[0]["message"].startswith("/")


@pytest.mark.parametrize("token", ["", "s3cret"])
async def test_rasa_is_told_the_token_where_there_is_one(fake_rasa, token):
    _, _, behaviour = fake_rasa
    behaviour["answer"] = [{"text": "네"}]
    async with aiohttp.ClientSession() as http:
        settings = DialogueSettings(rasa_port=behaviour["port"])
        await Dialogue(http, settings, token).ask("a", "안녕", "ko", {})
    assert behaviour["headers"].get("X-Annae-Service", "") == token


async def test_the_greeting_is_asked_for_by_its_intent(fake_rasa):
    dialogue, asked, _ = fake_rasa
    await dialogue.greet("a", "en", {})
    assert asked[0]["message"] == "/greeting"


@pytest.mark.parametrize(
    ("behaviour_now", "code"),
    [
        ({"delay": 1.0, "answer": []}, "dialogue_slow"),
        ({"status": 500}, "dialogue_down"),
        ({"answer": []}, "dialogue_down"),
        ({"answer": "not a list of messages"}, "dialogue_down"),
    ],
)
@pytest.mark.parametrize("language", ["ko", "en"])
async def test_trouble_is_an_apology_in_the_customers_language(fake_rasa, behaviour_now, code, language):
    dialogue, _, behaviour = fake_rasa
    behaviour.update(behaviour_now)
    answers = await dialogue.ask("a", "안녕", language, {})
    assert answers[0]["text"] == notice(code, language)
    assert answers[0]["custom"]["action"] == "handoff"


async def test_a_server_that_is_not_there_is_an_apology():
    async with aiohttp.ClientSession() as http:
        dialogue = Dialogue(http, DialogueSettings(rasa_port=free_port(), actions_port=free_port()))
        assert (await dialogue.ask("a", "hi", "en", {}))[0]["text"] == notice("dialogue_down", "en")
        assert not await dialogue.ready()
        assert not await dialogue.actions_ready()


def test_messages_are_merged_pair_by_pair():
    parts = [{"text": "1"}, {"custom": {"n": 1}}, {"text": "2"}, {"text": "3"}, {"custom": {"n": 3}}]
    assert merge_messages(parts) == [
        {"text": "1", "custom": {"n": 1}},
        {"text": "2"},
        {"text": "3", "custom": {"n": 3}},
    ]


def test_a_custom_part_alone_is_no_answer():
    assert merge_messages([{"custom": {"n": 1}}]) == []
