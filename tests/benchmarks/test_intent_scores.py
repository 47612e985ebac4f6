from benchmarks.intent_scores import Judged, intent_scores, macro_f1


def judged(*lines: str) -> list[Judged]:
    """``meant>got`` a line."""
    return [Judged(*line.split(">")) for line in lines]


def test_accuracy_is_of_single_wishes() -> None:
    scores = intent_scores(judged("a>a", "a>b", "b>b", "out_of_scope>out_of_scope", "a+b>c"))
    assert (scores["lines"], scores["accuracy"]) == (4, 0.75)


def test_macro_f1_weighs_every_intent_alike() -> None:
    assert macro_f1(judged("a>a", "a>a", "a>a", "b>a")) == round((6 / 7 + 0) / 2, 4)


def test_what_is_turned_away_is_a_share_of_what_is_in_scope() -> None:
    scores = intent_scores(judged("a>out_of_scope", "a>a", "out_of_scope>out_of_scope", "out_of_scope>a"))
    assert scores["out_of_scope"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "turned_away": 0.5}


def test_two_wishes_count_as_found_and_as_exact() -> None:
    scores = intent_scores(judged("a+b>a+b", "a+b>b+a", "a+b>a", "a>a+b", "a>a"))
    assert scores["pairs"] == {"lines": 3, "found": 0.6667, "exact": 0.3333, "false": 0.5}


def test_the_commonest_confusion_comes_first() -> None:
    confused = intent_scores(judged("a>b", "c>a", "a>b", "a>a"))["confused"]
    assert confused == [{"meant": "a", "got": "b", "lines": 2}, {"meant": "c", "got": "a", "lines": 1}]
