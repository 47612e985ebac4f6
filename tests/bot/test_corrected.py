import pytest

from annae.types import guess_language
from bot.actions.topics.dialogue.corrected import Corrected, corrected


@pytest.mark.parametrize(
    ("said", "meant", "wrong"),
    [
        ("아니 운동화 말고 구두요", "구두", "운동화"),
        ("아니요 가방이 아니라 지갑이요", "지갑", "가방"),
        ("아니아니 엑스라지요 라지 말고", "엑스라지", "라지"),
        ("240이라고 했는데 잘못 말했네요 230이요", "230", ""),
        ("아니 오만 원 말고 십오만 원이라고 했어요", "십오만 원", "오만 원"),
        ("아니 루나핏 말고 소리결이라니까", "소리결", "루나핏"),
        ("컵 말고 접시라고 말했는데요", "접시", "컵"),
        ("아니 색을 잘못 말했어요 베이지예요", "베이지", ""),
        ("정정할게요 250이 아니고 255입니다", "255", "250"),
        ("no i said dress shoes not sneakers", "dress shoes", "sneakers"),
        ("not 245 it's 235", "235", "245"),
        ("sorry i said 240 but i meant 230", "230", ""),
        ("no i meant the navy one", "the navy one", ""),
        ("no not perfume, a diffuser is what i meant", "a diffuser", "perfume"),
    ],
)
def test_what_is_meant_stands_for_what_was_wrong(said: str, meant: str, wrong: str) -> None:
    assert corrected(said, guess_language(said, "ko")) == Corrected(meant, wrong)
