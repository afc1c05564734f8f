"""``python -m ui`` is the ``onrecord`` command."""

from ui.cli import main

main()
