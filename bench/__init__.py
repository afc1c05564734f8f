"""Figures, measured and never asserted: ``make bench``, or ``python -m bench NAME …``."""
