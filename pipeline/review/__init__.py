"""What was extracted, as pages to read; what changed between two extractions, why, and how it is shown.

Pure: records come in, pages, changes and their renderings go out. Files, Git and the terminal
are the rim's (`corpus`, `versions`, `cli`).
"""
