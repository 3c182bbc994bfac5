"""Python runs this in every process that finds it on PYTHONPATH: what a process does is noted.

A line of JSON an audit event, in the file that WATCHING names: the process, the event, its
arguments and the place in the program that did it.
"""

from __future__ import annotations

import json
import os
import sys

_LOG = os.open(os.environ["WATCHING"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_NOTED = (
    "socket.", "subprocess.", "os.", "shutil.", "pickle.", "marshal.loads", "open", "exec", "compile",
    "urllib.", "http.", "ftplib.", "smtplib.", "telnetlib.", "imaplib.", "webbrowser.", "code.", "builtins.input",
)  # fmt: skip
_READING = ("os.listdir", "os.scandir", "os.walk", "os.fwalk", "os.getxattr", "os.listxattr")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if not event.startswith(_NOTED) or event in _READING:
        return
    if event == "open":
        flags = arguments[2]
        if not isinstance(flags, int) or not flags & _WRITING:
            return
    try:
        frame = sys._getframe(1)
        place = f"{frame.f_code.co_filename}:{frame.f_lineno}"
    except ValueError:  # from C, before any program runs
        place = ""
    told = [_told(each) for each in arguments]
    os.write(_LOG, json.dumps([os.getpid(), event, told, place]).encode() + b"\n")


def _told(argument: object) -> str:
    if isinstance(argument, bytes):
        return argument.decode("utf-8", "replace")
    name = getattr(argument, "co_filename", None)
    if isinstance(name, str):
        # Code, with the constants in it.
        return f"{name} {getattr(argument, 'co_consts', ())!r}"
    return str(argument)


sys.addaudithook(_watch)
