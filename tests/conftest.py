import pytest
from spacy.language import Language

import nusaner


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The bundled pipeline, loaded once; tests do not change it."""
    return nusaner.load()


@pytest.fixture(scope="session")
def blank() -> Language:
    return nusaner.blank()
