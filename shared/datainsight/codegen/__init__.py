"""Recommendations -> cleaning scripts in four languages, and their trial on the data."""
