"""What changed between two extractions, why, and how it is shown.

Pure: two sides come in as records, changes and their renderings go out. Files, Git and the
terminal are the rim's (`versions`, `cli`).
"""
