import base64

import pytest

from voice.gateway.protocol import (
    ProtocolError,
    audio_frame,
    parse_audio,
    parse_audio_frame,
    parse_event,
    parse_session,
    parse_user_text,
)


def test_a_binary_frame_carries_its_response_and_its_place():
    assert parse_audio_frame(audio_frame(7, 24_000, b"\x01\x02")) == (7, 24_000, b"\x01\x02")


@pytest.mark.parametrize("text", ["", "{", "[]", '"hello"', "{}", '{"type": 3}'])
def test_what_is_no_event_is_refused(text):
    with pytest.raises(ProtocolError):
        parse_event(text)


def test_audio_is_base64():
    assert parse_audio({"audio": base64.b64encode(b"\x00\x01").decode()}) == b"\x00\x01"
    for wrong in ({}, {"audio": None}, {"audio": "~~~"}, {"audio": 3}):
        with pytest.raises(ProtocolError, match="base64"):
            parse_audio(wrong)


@pytest.mark.parametrize(
    "given",
    [
        {"type": "audio/pcm", "rate": 16_000},
        {"type": "audio/pcm", "rate": 24_000, "channels": 2},
        {"type": "audio/pcmu"},
        "g711_ulaw",
    ],
)
def test_a_wrong_rate_stereo_or_codec_is_named(given):
    for session in ({"audio": {"input": {"format": given}}}, {"input_audio_format": given}):
        with pytest.raises(ProtocolError, match="mono, 24000 Hz") as caught:
            parse_session({"session": session})
        assert caught.value.notice == "bad_audio"


def test_session_options_are_read_and_absent_ones_keep_what_is_set():
    nothing = parse_session({"session": {"type": "realtime"}})
    assert (nothing.binary, nothing.language, nothing.server_vad, nothing.greet) == (None, None, None, False)
    ours = {"binary": True, "language": "en", "greet": True}
    some = parse_session({"session": {"annae": ours, "audio": {"input": {"turn_detection": None}}}})
    assert (some.binary, some.language, some.server_vad, some.greet) == (True, "en", False, True)


def test_an_unknown_language_is_refused():
    with pytest.raises(ProtocolError, match="ko, en or auto"):
        parse_session({"session": {"annae": {"language": "fr"}}})


def test_the_text_of_a_user_message_is_found():
    content = [{"type": "input_text", "text": "가방"}, {"type": "input_text", "text": "있어요?"}]
    assert parse_user_text({"item": {"type": "message", "role": "user", "content": content}}) == "가방 있어요?"


@pytest.mark.parametrize(
    "item",
    [
        None,
        {"type": "message", "role": "assistant", "content": [{"type": "input_text", "text": "x"}]},
        {"type": "message", "role": "user", "content": "x"},
        {"type": "message", "role": "user", "content": []},
        {"type": "message", "role": "user", "content": [{"type": "input_text"}]},
    ],
)
def test_other_items_are_refused(item):
    with pytest.raises(ProtocolError):
        parse_user_text({"item": item})
