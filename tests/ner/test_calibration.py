import math
import random

import pytest

from nusaner.evaluation.calibration import calibration
from nusaner.ner.calibration import Calibrator, Traits
from nusaner.training.calibration import fit
from nusaner.training.diagram import draw


def traits(marginal, label="GPE", known=True, casing="mixed"):
    return Traits(marginal, label, 1, known, casing)


def test_an_unfitted_calibrator_changes_nothing():
    assert Calibrator()(traits(0.3)) == pytest.approx(0.3)


@pytest.mark.parametrize("marginal", [0.0, 1.0])
def test_the_ends_are_finite(marginal):
    assert 0 < Calibrator(slope=3.0)(traits(marginal)) <= 1


def test_fitting_learns_overconfidence_and_traits():
    chance = random.Random(1)
    judged = []
    for _ in range(6000):
        known, marginal = chance.random() < 0.5, chance.choice([0.6, 0.8, 0.95])
        # unknown names are right less often than the marginal says: 1.5 lower in log-odds
        odds = marginal / (1 - marginal) * (1.0 if known else math.exp(-1.5))
        judged.append((traits(marginal, known=known), chance.random() < odds / (1 + odds)))
    calibrator = fit(judged)
    assert calibrator.slope > 0
    assert calibrator(traits(0.8)) == pytest.approx(0.8, abs=0.03)
    assert calibrator(traits(0.8, known=False)) == pytest.approx(0.47, abs=0.03)
    again = Calibrator.from_bytes(calibrator.to_bytes())
    assert again == calibrator
    raw, mended = (
        calibration([(score(t), right) for t, right in judged], bins=15).ece_width
        for score in (Calibrator(), calibrator)
    )
    assert mended < 0.03 < raw


def test_scores_rise_with_the_marginal():
    calibrator = Calibrator(slope=0.7, bias=0.2, weights={"known": 0.5, "casing=lower": -1.0})
    scores = [calibrator(traits(m / 20, casing="lower")) for m in range(21)]
    assert scores == sorted(scores)


def test_diagram_is_xml_with_a_point_for_each_bin():
    from xml.etree import ElementTree

    bins = [(0.95, 1.0, 1), (0.5, 0.0, 1), (0.1, 0.0, 1)]
    drawn = ElementTree.fromstring(draw(bins, title="Skor", error=0.02))
    assert len(drawn.findall(".//{http://www.w3.org/2000/svg}circle")) == 3
