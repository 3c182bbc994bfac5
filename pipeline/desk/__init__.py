"""Reviewing: which changes nobody has decided on yet, and what a verdict on one writes.

changes of a comparison → what can be decided on (`subjects`) → what a verdict writes
(`verdicts`), all pure; `store` keeps decisions.jsonl, `session` knows what is left, and `page`,
`server` and `dialogue` show it, in a browser and on a terminal.
"""
