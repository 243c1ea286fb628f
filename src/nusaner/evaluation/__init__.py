"""How good a model is, and how sure that is."""

from nusaner.evaluation.ner import evaluate_ner
from nusaner.evaluation.result import NerEvaluation

__all__ = ["NerEvaluation", "evaluate_ner"]
