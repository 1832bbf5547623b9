"""Values that do not fit in with the rest of their column, found on the distinct values."""
