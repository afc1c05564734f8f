"""Bytes in, articles out: one reader per format, chosen in :mod:`index.reading.registry`."""
