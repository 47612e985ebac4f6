from pathlib import Path

from benchmarks.entities import differences, entity_scores

KOREAN = """\
version: "3.1"
nlu:
- intent: stock_check
  examples: |
    - [루나핏]{"entity": "brand", "value": "LunaFit"} [245]{"entity": "size", "value": "245"} 있어요
    - 까만 거 [두 개]{"entity": "quantity", "value": "2"}
    - 안녕하세요
"""
ENGLISH = """\
version: "3.1"
nlu:
- intent: opening_hours
  examples: |
    - are you open on [sunday]{"entity": "day", "value": "mon"}
    - how late is the [food court]{"entity": "area", "value": "food_court"} open
"""


def marked(folder: Path) -> Path:
    for language, examples in (("ko", KOREAN), ("en", ENGLISH)):
        (folder / "dev" / language).mkdir(parents=True)
        (folder / "dev" / language / "stock.yml").write_text(examples, encoding="utf-8")
    return folder


def test_what_is_found_is_compared_with_what_is_marked(tmp_path: Path) -> None:
    scores = entity_scores("dev", marked(tmp_path))
    assert scores["examples"] == 4
    assert scores["by_language"]["ko"] == {"marked": 3, "precision": 0.75, "recall": 1.0, "f1": 0.8571}
    assert scores["by_language"]["en"] == {"marked": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert scores["by_entity"]["ko"]["color"]["precision"] == 0
    assert scores["unmarked"] == {"examples": 1, "with_a_find": 0}


def test_differences_name_the_sentence(tmp_path: Path) -> None:
    assert set(differences("dev", marked(tmp_path))) == {
        "extra   color=black  까만 거 두 개",
        "missed  day=mon  are you open on sunday",
        "extra   day=sun  are you open on sunday",
    }


def test_entities_of_the_development_split_are_found_as_well_as_is_aimed_at() -> None:
    scores = entity_scores("dev")["by_language"]
    assert {language: score["f1"] >= 0.95 for language, score in scores.items()} == {"ko": True, "en": True}
