"""Repairs: typed operations on a table of text, each with its polars implementation and its code."""
