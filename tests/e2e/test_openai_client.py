"""The official client library of the OpenAI Realtime API talks to the kiosk."""

import base64

import numpy as np
import pytest
from openai import AsyncOpenAI


@pytest.mark.e2e
async def test_audio_in_and_audio_back(kiosk, say, hear):
    speech = np.concatenate([say("Where is the nursing room?", "en"), np.zeros(24_000, np.int16)])
    client = AsyncOpenAI(api_key="none", websocket_base_url=f"ws://127.0.0.1:{kiosk.port}/v1")
    transcript, audio = "", b""
    async with client.realtime.connect(model="annae") as connection:
        pcm = {"type": "audio/pcm", "rate": 24_000}
        await connection.session.update(session={"type": "realtime", "audio": {"input": {"format": pcm}}})
        for start in range(0, len(speech), 2400):
            chunk = speech[start : start + 2400].astype("<i2").tobytes()
            await connection.input_audio_buffer.append(audio=base64.b64encode(chunk).decode())
        async for event in connection:
            if event.type == "conversation.item.input_audio_transcription.completed":
                transcript = event.transcript
            elif event.type == "response.output_audio.delta":
                audio += base64.b64decode(event.delta)
            elif event.type == "response.done":
                assert event.response.status == "completed"
                break
    assert "nursing" in transcript.lower()
    assert "room" in hear(np.frombuffer(audio, "<i2"), "en").lower()


@pytest.mark.e2e
async def test_text_in_and_audio_back(kiosk):
    client = AsyncOpenAI(api_key="none", websocket_base_url=f"ws://127.0.0.1:{kiosk.port}/v1")
    said, samples = "", 0
    async with client.realtime.connect(model="annae") as connection:
        content = [{"type": "input_text", "text": "몇 시까지 해요?"}]
        await connection.conversation.item.create(item={"type": "message", "role": "user", "content": content})
        await connection.response.create()
        async for event in connection:
            if event.type == "response.output_audio_transcript.delta":
                said += event.delta
            elif event.type == "response.output_audio.delta":
                samples += len(base64.b64decode(event.delta)) // 2
            elif event.type == "response.done":
                break
    assert "시" in said
    assert samples > 24_000
