"""Arrays survive as they are, in files that NumPy itself reads, written the same each time."""

import io
import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra import numpy as arrays

from nusaner.ner.arrays import pack, unpack
from nusaner.storage import bundled

MODEL = bundled("models") / "id_caucasus_news" / "nusaner_ner"


@given(arrays.arrays(arrays.integer_dtypes() | arrays.floating_dtypes(), arrays.array_shapes(min_side=0)))
def test_arrays_come_back_as_they_were(array):
    back = unpack(pack({"a.weight": array}))
    assert list(back) == ["a.weight"]
    assert back["a.weight"].dtype == array.dtype
    np.testing.assert_array_equal(back["a.weight"], array)


def test_the_same_arrays_give_the_same_bytes_that_numpy_reads():
    held = {"one": np.arange(9000), "two": np.random.default_rng(0).integers(0, 256, 9000, np.uint8)}
    data = pack(held)
    assert data == pack(held)
    with np.load(io.BytesIO(data), allow_pickle=False) as archive:
        assert {name: archive[name].tolist() for name in archive.files} == {k: v.tolist() for k, v in held.items()}


def test_what_older_versions_wrote_is_read():
    buffer = io.BytesIO()
    np.savez_compressed(buffer, features=np.arange(12).reshape(3, 4))
    np.testing.assert_array_equal(unpack(buffer.getvalue())["features"], np.arange(12).reshape(3, 4))


def test_no_pickle_is_written_or_read():
    with pytest.raises(ValueError, match="allow_pickle"):
        pack({"a": np.array([{}], dtype=object)})
    buffer = io.BytesIO()
    np.savez(buffer, a=np.array([{}], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        unpack(buffer.getvalue())


@pytest.mark.parametrize(
    ("name", "quantised"), [("words.npz", {"vectors", "gram_rows"}), ("network.npz", {"features"})]
)
def test_the_bundled_weights_are_quick_to_unpack(name, quantised):
    """What compression saves little on is stored as it is."""
    with zipfile.ZipFile(MODEL / name) as archive:
        stored = {i.filename.removesuffix(".npy") for i in archive.infolist() if i.compress_type == zipfile.ZIP_STORED}
    assert quantised <= stored
