"""Articles in, passages out: reading, splitting, embedding and storing.

Importing this package loads nothing heavy; each heavy library is imported in
the one module that wraps it, when it is first used.
"""
