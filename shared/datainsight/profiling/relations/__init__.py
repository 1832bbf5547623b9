"""Relations between the columns and between the rows of a table: one module a kind of relation.

Everything here is computed from a merged measurement (docs/adr/0006), so that a table gives the same
relations whether it was measured in one piece or in thousands. `relate.py` puts the kinds together.
"""
