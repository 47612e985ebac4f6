"""Speech in, speech out, through every real process."""

import pytest

from annae.text import spoken
from tests.e2e.compare import error_rate
from voice.client.realtime import open_session

# Whisper base on our own synthesised voices: the Korean one speaks with an accent.
MOST_ERRORS = {"ko": 0.35, "en": 0.25}


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("language", "question", "category_words"),
    [
        ("ko", "출근할 때 들 가방 보여 주세요", ("가방", "백", "토트", "브리프")),
        ("en", "I am looking for a warm winter coat", ("coat", "jacket", "parka", "down", "padding", "puffer")),
    ],
)
async def test_a_spoken_question_finds_products_and_is_answered_aloud(
    kiosk, say, hear, language, question, category_words
):
    async with open_session(kiosk.realtime) as customer:
        turn = await customer.say_audio(say(question, language))

    assert turn.status == "completed"
    assert turn.language == language
    assert error_rate(turn.transcript, question) <= MOST_ERRORS[language]

    reply = turn.replies[-1]
    assert reply["language"] == language
    assert reply["products"]
    assert any(word in reply["products"][0]["title"].lower() for word in category_words), reply["products"][0]

    said = spoken(reply.get("speech") or reply["text"], language)
    heard = spoken(hear(turn.audio, language), language)  # Whisper writes numbers as figures
    assert error_rate(heard, said) <= MOST_ERRORS[language]

    starts = [viseme["start"] for viseme in turn.visemes]
    ends = [viseme["start"] + viseme["duration"] for viseme in turn.visemes]
    assert starts == [0, *ends[:-1]], "visemes follow one another without a gap"
    assert ends[-1] == len(turn.audio), "and cover the audio to its end"
    assert len({viseme["name"] for viseme in turn.visemes}) >= 5, "the mouth does not stand still"


@pytest.mark.e2e
async def test_the_clerk_greets_in_korean_first(kiosk, hear):
    async with open_session(kiosk.realtime, greet=True) as customer:
        turn = await customer.answer()
    assert turn.replies[0]["language"] == "ko"
    assert turn.replies[0]["intent"] == "greeting"
    assert (
        error_rate(hear(turn.audio, "ko"), spoken(turn.replies[0].get("speech") or turn.text, "ko"))
        <= MOST_ERRORS["ko"]
    )


@pytest.mark.e2e
async def test_two_questions_in_a_row_in_two_languages(kiosk, say):
    async with open_session(kiosk.realtime) as customer:
        korean = await customer.say_audio(say("화장실이 어디에 있어요?", "ko"))
        english = await customer.say_audio(say("What time do you close today?", "en"))
    assert (korean.language, korean.replies[0]["language"]) == ("ko", "ko")
    assert (english.language, english.replies[0]["language"]) == ("en", "en")
    assert korean.replies[0]["intent"].startswith("facility")
    assert english.replies[0]["intent"] == "opening_hours"
