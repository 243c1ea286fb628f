"""The stance toward any actor of the knowledge base."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nusaner import kb
from nusaner.errors import InputError, ModelError
from nusaner.stance.component import StanceDetector
from nusaner.types import TARGETS, Stance


def stance_toward(doc: Doc, actor: str, *, nlp: Language) -> Stance:
    """What the text's own voice holds toward any actor.

    The model is the one that judges the sides; of an actor's opponents it knows nothing, so expect
    less than for the sides themselves.

    Args:
        doc: What the pipeline made of a text.
        actor: A target, the identifier of a record, or a name of one, e.g. "pashinyan".
        nlp: The pipeline.

    Raises:
        InputError: No record, or more than one in this text, goes by that name.
        ModelError: The pipeline judges no stance.
    """
    if "nusaner_stance" not in nlp.pipe_names:
        raise ModelError("The pipeline has no pipe 'nusaner_stance'; load one that has.")
    pipe = nlp.get_pipe("nusaner_stance")
    if not isinstance(pipe, StanceDetector):
        raise ModelError(f"The pipe 'nusaner_stance' is no stance detector, got {type(pipe).__name__}.")
    if actor in TARGETS:
        found = doc._.stance.get(actor)
        return found if found is not None else pipe.toward(doc, actor)
    return pipe.toward(doc, find_actor(doc, actor))


def find_actor(doc: Doc, actor: str) -> str:
    """The record that a name stands for, in this text if it stands for several.

    Raises:
        InputError: No record, or more than one in this text, goes by that name.
    """
    records = kb.load()
    if actor in records:
        return actor
    wanted = kb.normalise(actor)
    known = {record for record, _ in records.index.get(wanted, ())}
    linked = {ent._.link.id for ent in doc.ents if ent._.link and ent._.link.id in records}
    words = {
        record for record in linked if any(wanted in kb.normalise(form.text).split() for form in records[record].forms)
    }
    chosen = (known & linked) or words or known
    if len(chosen) == 1:
        return str(next(iter(chosen)))
    told = f"it may be {', '.join(sorted(chosen)[:8])}; name one of these" if chosen else "name a record of the kb"
    raise InputError(f"No single actor goes by the name {actor!r}: {told}.")
