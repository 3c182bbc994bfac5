"""The review in a browser: the server runs until Ctrl-C, or until the system ends it."""

from __future__ import annotations

import os
import sys
import threading
import traceback
import webbrowser
from collections.abc import Mapping
from typing import Any

from pipeline.cli.messages import LANGUAGES, Language
from pipeline.cli.review import Desk, sayings, today
from pipeline.cli.signals import stoppable
from pipeline.cli.terminal import Terminal, safe
from pipeline.desk.actions import Actions
from pipeline.desk.page import SCRIPTS, STYLE, Frame, asset, make_page
from pipeline.desk.server import Resource, Server
from pipeline.desk.words import Sayings
from pipeline.errors import UsageError

# Seconds until a signal is noticed.
_POLL = 0.2


def serve(terminal: Terminal, desk: Desk, port: int, *, browser: bool) -> None:
    """UsageError where the port cannot be had. The address is all that goes to standard output."""
    actions = Actions(desk.session, today, desk.by)
    voices = {language: sayings(language) for language in LANGUAGES}

    def voice(asked: str) -> Sayings:
        return next((voices[each] for each in LANGUAGES if each == asked), voices[default])

    def page(language: str) -> str:
        say = voice(language)
        return make_page(desk.session, _frame(desk, say), actions.by, say)

    def act(name: str, asked: Mapping[str, Any], language: str) -> dict[str, Any]:
        return actions.do(name, asked, voice(language))

    def complain(error: Exception) -> None:
        terminal.err(terminal.words("error", text=f"{type(error).__name__} {_place(error)}"))

    default: Language = terminal.words.language
    resources = {"": Resource("text/html", lambda language: actions.alone(lambda: page(language)))}
    for name in SCRIPTS:
        resources[name] = Resource("text/javascript", lambda _, name=name: asset(name))  # type: ignore[misc]
    resources[STYLE] = Resource("text/css", lambda _: asset(STYLE))
    try:
        server = Server(port, resources, act, complain)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError("--port", f"port {port} cannot be had: {reason}") from error
    with server:
        terminal.err(terminal.words("review_open"))
        terminal.out(server.address)
        if browser and _has_screen():
            threading.Thread(target=webbrowser.open, args=(server.address,), daemon=True).start()
        try:
            with stoppable():
                server.serve_forever(_POLL)
        except KeyboardInterrupt:
            terminal.err()
        finally:
            actions.finish()


def _frame(desk: Desk, say: Sayings) -> Frame:
    if desk.comparison is None:
        reason = desk.reason
        told = None
        if reason is not None:
            told = ": ".join(filter(None, (reason.place, say.reason(reason.reason))))
        return Frame(say("warnings_alone"), (), str(desk.file), (), told)
    comparison, terms = desk.comparison, say.terms
    return Frame(
        terms("sides", before=comparison.before, after=comparison.after),
        terms.overview(comparison), str(desk.file), [terms.stale(s) for s in comparison.stale],
    )  # fmt: skip


def _has_screen() -> bool:
    """Without one a browser of the terminal would be opened, on top of what we say there."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME")))


def _place(error: Exception) -> str:
    """Where in the program; its message may hold a document's text."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    return safe(f"{last[0].filename}:{last[0].lineno}") if last else ""
