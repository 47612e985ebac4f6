"""What a customer sees when a part is down, and that the supervisor brings it back."""

import asyncio
import time

import aiohttp
import pytest

from annae.paths import logs_dir
from voice.client.realtime import open_session
from voice.gateway.notices import notice


async def until_ready(kiosk, within_s=120):
    async with aiohttp.ClientSession() as http:
        deadline = time.monotonic() + within_s
        while time.monotonic() < deadline:
            async with http.get(f"{kiosk.http}/readyz") as answer:
                if answer.status == 200:
                    return
            await asyncio.sleep(0.5)
    raise AssertionError("not ready again")


@pytest.mark.e2e
@pytest.mark.parametrize(("language", "question"), [("ko", "몇 시까지 해요?"), ("en", "when do you close?")])
async def test_a_customer_is_told_when_rasa_died_and_answered_when_it_is_back(kiosk, language, question):
    async with open_session(kiosk.realtime) as customer:
        kiosk.processes()["rasa"].kill()
        turn = await customer.say_text(question)
        assert turn.text == notice("dialogue_down", language)
        assert len(turn.audio), "the apology is spoken too"
        await until_ready(kiosk)
        turn = await customer.say_text(question)
        assert turn.replies[0]["intent"] == "opening_hours"
    assert "rasa was ended by signal 9; starting it again" in kiosk.log.read_text(encoding="utf-8")


@pytest.mark.e2e
async def test_a_customer_is_told_when_the_action_server_died(kiosk):
    async with open_session(kiosk.realtime) as customer:
        kiosk.processes()["actions"].kill()
        turn = await customer.say_text("몇 시까지 해요?")
        assert turn.text == notice("dialogue_down", "ko")
        await until_ready(kiosk)
        assert (await customer.say_text("몇 시까지 해요?")).replies[0]["intent"] == "opening_hours"


@pytest.mark.e2e
async def test_the_page_is_served_with_its_figure(kiosk):
    async with aiohttp.ClientSession() as http:
        async with http.get(kiosk.http) as page:
            assert page.status == 200
            assert "default-src 'self'" in page.headers["Content-Security-Policy"]
        async with http.get(f"{kiosk.http}/models/clerk.glb") as figure:
            assert (await figure.read())[:4] == b"glTF"


@pytest.mark.e2e
async def test_all_processes_together_stay_under_four_gigabytes(kiosk):
    async with open_session(kiosk.realtime) as customer:
        for question in ("가방 보여 주세요", "show me a coat"):
            await customer.say_text(question)
    sizes = {name: process.memory_info().rss for name, process in kiosk.processes().items()}
    assert {"supervisor", "gateway", "rasa", "actions"} <= set(sizes)
    assert sum(sizes.values()) < 4e9, sizes


@pytest.mark.e2e
async def test_the_log_holds_no_words_of_customers(kiosk):
    secret = "제 이름은 홍길동이고 번호는 공일공 일이삼사"
    await kiosk.ask(secret)
    async with open_session(kiosk.realtime) as customer:
        await customer.say_text(secret)
    for log in [kiosk.log, *logs_dir().glob("*.log")]:
        assert "홍길동" not in log.read_text(encoding="utf-8"), log
