"""The engine crf stops by the development figure, and trains again for the best number of iterations."""

from nusaner.training import train_ner
from nusaner.training.crf_engine import AGAIN, LEAST_TAGS


def test_training_stops_when_the_figure_does_not_come_back(money, monkeypatch):
    monkeypatch.setattr("nusaner.training.crf_engine.LEAST_TAGS", 1)
    steps = []
    stopped = train_ner(*money, options={"iterations": 60, "patience": 2}, on_step=steps.append)
    figures = [step.dev for step in steps if not step.phase]
    best = max(k for k, figure in enumerate(figures, start=1) if figure == max(figures))
    assert len(figures) == best + 2
    assert (steps[-1].phase, steps[-1].done, steps[-1].of) == (AGAIN, best, best)
    direct = train_ner(*money, options={"iterations": best, "patience": 2})
    assert stopped.nlp.get_pipe("nusaner_ner").to_bytes() == direct.nlp.get_pipe("nusaner_ner").to_bytes()


def test_too_few_development_mentions_do_not_stop_it(money):
    train, dev = money
    steps = []
    train_ner(train, dev[:3], options={"iterations": 30, "patience": 1}, on_step=steps.append)
    assert LEAST_TAGS > 6
    assert [step.done for step in steps] == list(range(1, 31))
