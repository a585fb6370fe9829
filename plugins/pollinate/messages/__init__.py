"""Hold every sentence of ours, as one gettext catalogue for each language."""
