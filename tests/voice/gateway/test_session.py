import asyncio
import base64
from dataclasses import replace

import aiohttp
import numpy as np
import pytest

from annae.settings import Settings
from tests.voice.gateway.conftest import running_gateway
from voice.gateway.notices import notice, notice_texts
from voice.gateway.protocol import parse_audio_frame

SECOND = base64.b64encode(np.zeros(24_000, "<i2").tobytes()).decode()
BINARY = {"annae": {"binary": True}}
BY_HAND = {"audio": {"input": {"turn_detection": None}}}


async def test_a_typed_question_is_answered_in_the_apis_order(kiosk):
    async with kiosk.session() as customer:
        await customer.type("가방 있어요?")
        await customer.until("response.done")
    kinds = customer.kinds()
    assert kinds[:4] == ["session.created", "conversation.item.added", "conversation.item.done", "response.created"]
    clause = ["response.output_audio_transcript.delta", "annae.visemes", "response.output_audio.delta"]
    ending = ["response.output_audio_transcript.done", "response.output_audio.done", "response.done"]
    assert kinds[4:] == ["annae.reply", *clause * 3, *ending]
    assert customer.events[-1]["response"]["status"] == "completed"


async def test_every_event_of_a_response_names_it_and_clauses_follow_one_another(kiosk):
    async with kiosk.session() as customer:
        await customer.type("가방 있어요?")
        done = await customer.until("response.done")
    ours = [event for event in customer.events if event["type"].startswith(("response.output", "annae."))]
    assert {event["response_id"] for event in ours} == {done["response"]["id"]}
    starts = [event["visemes"][0]["start"] for event in ours if event["type"] == "annae.visemes"]
    assert starts == [0, 2400, 4800]


async def test_binary_frames_carry_number_and_start(kiosk):
    async with kiosk.session() as customer:
        await customer.send("session.update", session=BINARY)
        await customer.type("가방 있어요?")
        done = await customer.until("response.done")
    frames = [parse_audio_frame(frame) for frame in customer.frames]
    assert [(number, start) for number, start, _ in frames] == [
        (done["response"]["number"], n * 2400) for n in range(3)
    ]
    assert "response.output_audio.delta" not in customer.kinds()


async def test_after_a_cancel_nothing_of_the_old_response_is_sent(kiosk):
    kiosk.speaker.gate.clear()
    async with kiosk.session() as customer:
        await customer.type("가방 있어요?")
        old = (await customer.until("annae.reply"))["response_id"]
        await customer.send("response.cancel")
        cancelled = await customer.until("response.done")
        assert (cancelled["response"]["id"], cancelled["response"]["status"]) == (old, "cancelled")
        kiosk.speaker.gate.set()
        seen = len(customer.events)
        await customer.type("운동화는요?")
        await customer.until("response.done")
        assert old not in str(customer.events[seen:])


async def test_a_new_question_ends_the_answer_to_the_last_one(kiosk):
    kiosk.rasa.delay_s = 0.3
    async with kiosk.session() as customer:
        await customer.type("가방 있어요?")
        await customer.until("response.created")
        await customer.type("운동화는요?")
        assert (await customer.until("response.done"))["response"]["status"] == "cancelled"
        assert (await customer.until("response.done"))["response"]["status"] == "completed"


async def test_the_greeting_is_spoken_when_asked_for(kiosk):
    async with kiosk.session() as customer:
        await customer.send("session.update", session={"annae": {"greet": True, "language": "en"}})
        await customer.until("response.done")
    assert kiosk.rasa.asked[0]["message"] == "/greeting"
    assert kiosk.rasa.asked[0]["metadata"]["language"] == "en"


async def test_a_committed_utterance_is_heard_and_answered(kiosk):
    async with kiosk.session() as customer:
        await customer.send("session.update", session=BY_HAND)
        await customer.send("input_audio_buffer.append", audio=SECOND)
        await customer.send("input_audio_buffer.commit")
        heard = await customer.until("conversation.item.input_audio_transcription.completed")
        assert (heard["transcript"], heard["language"]) == ("가방 보여 주세요", "ko")
        await customer.until("response.done")
    assert kiosk.rasa.asked[0]["message"] == "가방 보여 주세요"


async def test_ten_minutes_committed_at_once_are_cut_to_the_longest_utterance(kiosk):
    async with kiosk.session() as customer:
        await customer.send("session.update", session=BY_HAND)
        ten_minutes = base64.b64encode(np.zeros(600 * 24_000, "<i2").tobytes()).decode()
        await customer.send("input_audio_buffer.append", audio=ten_minutes)
        await customer.send("input_audio_buffer.commit")
        await customer.until("response.done", within_s=60)
    assert kiosk.recogniser.lengths[-1] <= 30 * 16_000


async def test_ten_minutes_of_sound_at_once_leave_the_session_alive(kiosk):
    rng = np.random.default_rng(1)
    async with kiosk.session() as customer:
        await customer.send("session.update", session=BINARY)
        for _ in range(10):
            await customer.socket.send_bytes(rng.integers(-3000, 3000, 60 * 24_000, np.int16).astype("<i2").tobytes())
        await customer.type("가방 있어요?")
        assert (await customer.until("response.done", within_s=120))["response"]["status"] == "completed"


@pytest.mark.parametrize("junk", [b"", b"\x01", b"\xff" * 7, b"RIFF....WAVEfmt "])
async def test_bytes_that_are_no_whole_samples_leave_the_session_alive(kiosk, junk):
    async with kiosk.session() as customer:
        await customer.send("session.update", session=BINARY)
        for _ in range(3):
            await customer.socket.send_bytes(junk)
        await customer.type("가방 있어요?")
        assert (await customer.until("response.done"))["response"]["status"] == "completed"


@pytest.mark.parametrize(
    ("kind", "fields", "code"),
    [
        ("session.explode", {}, "unknown_event"),
        ("session.update", {"session": []}, "invalid_event"),
        ("session.update", {"session": {"input_audio_format": "g711_ulaw"}}, "unsupported_audio_format"),
        ("session.update", {"session": {"annae": {"language": "fr"}}}, "unknown_language"),
        ("input_audio_buffer.append", {"audio": "~"}, "invalid_audio"),
        ("input_audio_buffer.commit", {}, "input_audio_buffer_commit_empty"),
        ("conversation.item.create", {"item": {}}, "invalid_item"),
        ("response.create", {}, "nothing_to_answer"),
    ],
)
async def test_a_bad_event_gets_a_sentence_and_the_session_lives(kiosk, kind, fields, code):
    async with kiosk.session() as customer:
        await customer.send(kind, **fields)
        error = await customer.until("error")
        assert error["error"]["code"] == code
        assert set(error["annae"]["text"]) == {"ko", "en"}
        await customer.type("가방 있어요?")
        assert (await customer.until("response.done"))["response"]["status"] == "completed"


@pytest.mark.parametrize("junk", ["{", "[]", "null", '{"type": 1}'])
async def test_junk_gets_a_sentence_and_the_session_lives(kiosk, junk):
    async with kiosk.session() as customer:
        await customer.socket.send_str(junk)
        await customer.until("error")
        await customer.type("가방 있어요?")
        await customer.until("response.done")


@pytest.mark.parametrize(
    ("text", "code", "language"),
    [
        ("가" * 100_000, "text_too_long", "ko"),
        ("bag " * 25_000, "text_too_long", "en"),
        ("   ", "text_empty", "ko"),
        ("バッグはどこですか", "unknown_language", "en"),
    ],
)
async def test_a_text_the_dialogue_should_not_get_is_answered_by_the_gateway(kiosk, text, code, language):
    async with kiosk.session() as customer:
        await customer.type(text)
        reply = await customer.until("annae.reply")
        await customer.until("response.done")
    assert reply["reply"]["text"] == notice(code, language, limit=1000)
    assert kiosk.rasa.asked == []


async def test_a_recogniser_that_breaks_is_said_and_typing_still_works(kiosk):
    kiosk.recogniser.fails = True
    async with kiosk.session() as customer:
        await customer.send("session.update", session=BY_HAND)
        await customer.send("input_audio_buffer.append", audio=SECOND)
        await customer.send("input_audio_buffer.commit")
        assert (await customer.until("annae.notice"))["text"] == notice_texts("hearing_failed")
        await customer.type("가방 있어요?")
        await customer.until("response.done")


async def test_an_utterance_without_words_is_asked_for_again(kiosk):
    kiosk.recogniser.hears = ""
    async with kiosk.session() as customer:
        await customer.send("session.update", session=BY_HAND)
        await customer.send("input_audio_buffer.append", audio=SECOND)
        await customer.send("input_audio_buffer.commit")
        assert (await customer.until("annae.notice"))["code"] == "not_heard"
    assert kiosk.rasa.asked == []


@pytest.mark.parametrize(
    ("foreign", "intent", "answered_by"),
    [
        (True, "out_of_scope", "gateway"),
        (True, "product_search", "dialogue"),  # Whisper translates much of what it hears into English
        (False, "out_of_scope", "dialogue"),
    ],
)
async def test_speech_in_another_language_that_makes_no_sense_is_told_which_ones_we_speak(
    kiosk, foreign, intent, answered_by
):
    kiosk.recogniser.foreign, kiosk.rasa.intent = foreign, intent
    async with kiosk.session() as customer:
        await customer.send("session.update", session=BY_HAND)
        await customer.send("input_audio_buffer.append", audio=SECOND)
        await customer.send("input_audio_buffer.commit")
        reply = (await customer.until("annae.reply"))["reply"]
    assert reply["text"] == {"gateway": notice("unknown_language", "ko"), "dialogue": kiosk.rasa.text}[answered_by]


async def test_a_voice_that_breaks_leaves_the_answer_on_the_screen(kiosk):
    kiosk.speaker.fails = True
    async with kiosk.session() as customer:
        await customer.type("가방 있어요?")
        await customer.until("annae.reply")
        assert (await customer.until("annae.notice"))["code"] == "voice_failed"
        assert (await customer.until("response.done"))["response"]["status"] == "completed"


async def test_a_slow_dialogue_is_apologised_for():
    settings = replace(Settings(), dialogue=replace(Settings().dialogue, timeout_s=0.2))
    async with running_gateway(settings) as kiosk, kiosk.session() as customer:
        kiosk.rasa.delay_s = 5
        await customer.type("what do you have?")
        assert (await customer.until("annae.reply"))["reply"]["text"] == notice("dialogue_slow", "en")
        await customer.until("response.done")


async def test_one_session_too_many_is_told_to_wait():
    settings = replace(Settings(), gateway=replace(Settings().gateway, max_sessions=1))
    async with running_gateway(settings) as kiosk, kiosk.session() as first:
        await first.until("session.created")
        async with kiosk.session() as second:
            assert (await second.until("error"))["annae"]["text"] == notice_texts("busy")
        await first.type("가방 있어요?")
        await first.until("response.done")


async def test_a_page_of_another_site_may_not_open_a_session(kiosk):
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with kiosk.session(origin="http://evil.example"):
            pass
    assert refused.value.status == 403


async def test_sessions_do_not_see_one_another(kiosk):
    async with kiosk.session() as one, kiosk.session() as other:
        await asyncio.gather(one.type("첫째"), other.type("둘째"))
        await asyncio.gather(one.until("response.done"), other.until("response.done"))
    senders = {asked["sender"] for asked in kiosk.rasa.asked}
    assert len(senders) == 2


async def test_a_reply_is_spoken_as_fast_as_the_customer_wants(kiosk):
    kiosk.rasa.presentation = {"volume": 1.5, "speed": 0.75, "text_size": 1.0}
    async with kiosk.session() as customer:
        await customer.type("더 천천히 말해 주세요")
        shown = await customer.until("annae.reply")
        await customer.until("response.done")
    assert shown["reply"]["presentation"] == kiosk.rasa.presentation
    assert kiosk.speaker.speeds[-1] == 0.75


async def test_a_speed_out_of_bounds_is_held_at_its_bound(kiosk):
    kiosk.rasa.presentation = {"speed": 50}
    async with kiosk.session() as customer:
        await customer.type("더 빨리")
        await customer.until("response.done")
    assert kiosk.speaker.speeds[-1] == 2.0
