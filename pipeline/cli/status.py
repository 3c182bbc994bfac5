"""The exit statuses of the command."""

ALL_DONE, SOME_FAILED, WRONG_COMMAND, INTERRUPTED = 0, 1, 2, 130
# Of `diff --exit-code`.
CHANGED = 1
