"""Stance of the text's own voice toward each target."""
