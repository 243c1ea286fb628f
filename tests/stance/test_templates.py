"""What is counted of a text, and that it knows the two sides only by their roles."""

import numpy as np
import pytest

from nusaner.stance.attributes import checksum, prefix_class
from nusaner.stance.encode import encode
from nusaner.stance.grid import lay_out, marks_of, nearest
from nusaner.stance.roles import Viewpoint
from nusaner.stance.said import lean_pairs, mirrors_of, sentence_differences, with_mirrors
from nusaner.stance.templates import WIDTH, view_features
from nusaner.stance.view import Reading, Words, read

AZERBAIJAN, ARMENIA = Viewpoint("azerbaijan"), Viewpoint("armenia")
TEXT = (
    "Kementerian Luar Negeri Azerbaijan mengatakan pasukan Armenia menembaki perbatasan. Armenia membantah laporan itu "
    "dan menuduh Azerbaijan berbohong. Warga takut. Tentara Azerbaijan mengusir mereka dengan kejam!"
)


@pytest.fixture(scope="module")
def reader(nlp):
    def of(text: str) -> Reading:
        return read(nlp(text), Words({"takut": (0, 1, 2)}))

    return of


@pytest.fixture(scope="module")
def pair(reader) -> tuple[Reading, Reading]:
    swapped = TEXT.replace("Azerbaijan", "#").replace("Armenia", "Azerbaijan").replace("#", "Armenia")
    return reader(TEXT), reader(swapped)


def test_exchanging_the_sides_exchanges_what_is_read(pair):
    one, other = (encode([reading], [[AZERBAIJAN, ARMENIA]]) for reading in pair)
    n = len(pair[0].sentences)
    assert (one.counts[:n] != other.counts[n:]).nnz == 0
    assert (one.counts[n:] != other.counts[:n]).nnz == 0
    assert (one.slant != other.slant).nnz == 0
    assert (one.counts[:n] != one.counts[n:]).nnz > 20


def test_exchanging_the_sides_turns_the_lean(pair):
    leans = []
    for reading in pair:
        encoded = encode([reading], [[AZERBAIJAN, ARMENIA]])
        leans.append(sentence_differences(encoded, lean_pairs(encoded)))
    assert abs(leans[0] + leans[1]).max() < 1e-6
    assert abs(leans[0]).sum() > 0


def test_texts_read_together_are_read_as_alone(pair, reader):
    """Whom the sentence before named, what ends a text: nothing leaks from one text into the next."""
    readings = [pair[0], reader("Hujan turun."), pair[1], reader("Mereka takut. Armenia diam.")]
    views = [with_mirrors([ARMENIA]), [ARMENIA], [Viewpoint("rusia")], [AZERBAIJAN, ARMENIA]]
    together = encode(readings, views)
    alone = [encode([reading], [own]) for reading, own in zip(readings, views, strict=True)]
    start = 0
    for one in alone:
        stop = start + one.counts.shape[0]
        assert (together.counts[start:stop] != one.counts).nnz == 0
        np.testing.assert_array_equal(together.named[start:stop], one.named)
        start = stop
    assert start == together.counts.shape[0]
    assert mirrors_of(together).tolist() == [1, 0, -1, -1, 5, 4]


def test_who_acts_and_who_suffers_is_told_by_the_verb(reader):
    """'A mengusir B' and 'B diusir oleh A' say the same of both; 'B mengusir A' says it the other way round."""
    texts = ("Armenia mengusir Azerbaijan.", "Azerbaijan diusir oleh Armenia.", "Azerbaijan mengusir Armenia.")
    active, passive, turned = (_of_verb(reader(text)) for text in texts)
    assert len((active & passive) - turned) >= 2  # the doer and the one who suffers


def test_a_sentence_knows_who_did_what_in_the_one_before_it(reader):
    """'Memalukan.' says something else behind a murder by Azerbaijan than behind one of its people."""
    texts = ("Azerbaijan membunuh Armenia. Memalukan.", "Azerbaijan dibunuh oleh Armenia. Memalukan.")
    done, suffered = (encode([reader(text)], [[ARMENIA]]).counts[1] for text in texts)
    assert (done != suffered).nnz > 0
    apart = encode([reader("Azerbaijan membunuh Armenia."), reader("Memalukan.")], [[ARMENIA], [ARMENIA]])
    assert (apart.counts[1] != encode([reader("Memalukan.")], [[ARMENIA]]).counts[0]).nnz == 0


def _of_verb(reading: Reading) -> set[int]:
    grid = lay_out([reading])
    features = view_features(grid, marks_of([reading], [ARMENIA]))
    verb = int(np.flatnonzero(grid.prefix)[0])
    return set(features.column[features.unit == verb].tolist())


def test_columns_stay_within_the_width(pair):
    encoded = encode([pair[0]], [[ARMENIA]])
    assert encoded.counts.shape == (4, WIDTH)
    assert encoded.features.column.max() < WIDTH
    assert encoded.features.column.min() >= 0
    assert encoded.counts.sum() == len(encoded.features.column)


def test_the_nearest_side_is_in_the_same_sentence(reader):
    reading = reader("Armenia diam. Warga sangat takut. Azerbaijan menang.")
    grid = lay_out([reading])
    chosen = marks_of([reading], [ARMENIA]) == checksum("@S")
    left, right = nearest(chosen, grid, 6)
    assert left.tolist() == [-1, 0, -1, -1, -1, -1, -1]
    assert right.tolist() == [-1] * 7


@pytest.mark.parametrize(
    ("word", "kind"),
    [("menembaki", 1), ("memuji", 1), ("ditembaki", 2), ("terusir", 2), ("bertahan", 3), ("kekejaman", 4), ("dini", 0)],
)
def test_prefixes(word, kind):
    assert prefix_class(word) == kind


@pytest.mark.parametrize(
    ("word", "stem", "kind"),
    [
        ("nyerang", "serang", 1),
        ("ngirim", "kirim", 1),
        ("mukul", "pukul", 1),
        ("ngebom", "bom", 1),
        ("nyata", "nyata", 0),
    ],
)
def test_spoken_verbs(word, stem, kind):
    assert prefix_class(word, stem) == kind
