"""Frozen data that crosses a boundary: between modules, between stages, to disk, to a client."""
