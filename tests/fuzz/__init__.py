"""Coverage-guided fuzzing: what is tried, with what it begins, and what it found.

`seeds/<target>/` are small inputs to begin with, `found/<target>/` those that once broke
something. The tests run all of them; `make fuzz` looks for more.
"""
