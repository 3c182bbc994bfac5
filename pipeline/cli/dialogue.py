"""The review on the terminal: one key an answer where there is a keyboard, else a line."""

from __future__ import annotations

import os
import shutil
import sys

from pipeline.cli.review import Desk, sayings, today
from pipeline.cli.signals import stoppable
from pipeline.cli.terminal import Terminal, safe
from pipeline.desk.dialogue import Dialogue, Voice
from pipeline.review.render.terminal import Look

try:
    import termios
    import tty
except ImportError:  # Windows
    termios = None  # type: ignore[assignment]

_END = ("\x04", "")  # Ctrl-D, and the end of what is typed


def talk(terminal: Terminal, desk: Desk) -> None:
    """Until all is decided, or the reviewer ends it; by Ctrl-C as well."""
    say = sayings(terminal.words.language)
    columns = shutil.get_terminal_size().columns
    key = _key if termios is not None and sys.stdin.isatty() else _line
    voice = Voice(terminal.out, key, _line, Look(terminal.colour, columns))
    if desk.comparison is None:
        reason = desk.reason
        told = f"{reason.place}: {say.reason(reason.reason)}" if reason else ""
        terminal.out(safe(say("no_baseline", reason=told) if reason else say("warnings_alone")))
    else:
        for line in say.terms.overview(desk.comparison):
            terminal.out(safe(line))
        for stale in desk.comparison.stale:
            terminal.out(safe(say.terms.stale(stale)))
    try:
        with stoppable():
            if not Dialogue(desk.session, voice, say, desk.by, today()).run():
                return
    except KeyboardInterrupt:
        terminal.out()
        return
    terminal.out()
    told = say("finished") if desk.session.left().cases else say("nothing")
    terminal.out(told)
    if desk.session.left().cases:
        terminal.out(say("apply", file=safe(str(desk.file))))


def _line(prompt: str) -> str | None:
    try:
        return input(prompt)
    except EOFError:
        return None


def _key(prompt: str) -> str | None:
    """One key, without Enter; what is no character (an arrow) is none."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    keyboard = sys.stdin.fileno()
    before = termios.tcgetattr(keyboard)
    try:
        # What was typed ahead is not thrown away, as it would be by default.
        tty.setcbreak(keyboard, termios.TCSADRAIN)
        pressed = os.read(keyboard, 64).decode("utf-8", "replace")
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)
    shown = pressed if pressed.isprintable() else ""
    sys.stdout.write(f"{shown}\n")
    sys.stdout.flush()
    return None if pressed in _END else shown[:1]
