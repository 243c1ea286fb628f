"""The named-entity recognizer: a linear-chain CRF on word, context, cluster and gazetteer features."""
