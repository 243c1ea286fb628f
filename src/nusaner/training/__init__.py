"""Training of the parts that learn: recognizer, linker priors, stance."""
