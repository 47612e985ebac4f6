import asyncio

from voice.gateway.recognition_ahead import RecognitionAhead


async def words(text):
    await asyncio.sleep(0)
    return text


async def test_a_guess_serves_the_turn_that_ended_where_it_was_made():
    ahead = RecognitionAhead()
    ahead.begin(100, words("가방"))
    assert await ahead.take(100) == "가방"
    assert ahead.take(100) is None


async def test_a_customer_who_went_on_speaking_makes_the_guess_void():
    ahead = RecognitionAhead()
    ahead.begin(100, words("가방"))
    assert ahead.take(200) is None


async def test_the_last_guess_counts():
    ahead = RecognitionAhead()
    ahead.begin(100, words("가방"))
    ahead.begin(200, words("가방 보여 주세요"))
    assert await ahead.take(200) == "가방 보여 주세요"
