"""Surface tokens of Indonesian: spaCy's tokenizer with own rules."""
