import pytest

from voice.stt.loops import is_looping, without_loops


@pytest.mark.parametrize(
    "text",
    [
        "네 네 네 네 네 네 네",
        "이소이소이소이소이소",
        "조금 더 싼 걸로 보여 주세요. 조금 더 싼 걸로 보여 주세요. 조금 더 싼 걸로 보여 주세요.",
        "I'm sorry, I'm sorry, I'm sorry, I'm sorry,",
    ],
)
def test_what_nobody_says_is_a_loop(text):
    assert is_looping(text)


@pytest.mark.parametrize(
    "text",
    ["", "네, 네, 네.", "Yes, yes, yes.", "공일공 일일일일 이이이이", "010 1111 1111", "1111111111", "하하하"],
)
def test_what_people_say_twice_or_three_times_is_none(text):
    assert not is_looping(text)


def test_a_loop_is_said_once_and_the_rest_stays():
    assert without_loops("어디에 있나요? 이소이소이소이소이소") == "어디에 있나요? 이소"
    assert without_loops("Yes, I do. Yes, I do. Yes, I do. Thanks.") == "Yes, I do. Thanks."
    assert without_loops("화장실이 어디예요?") == "화장실이 어디예요?"
