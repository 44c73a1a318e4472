"""Several processes that do things to one database at the same moment.

    crowd = Crowd("tests.sessions.race", folder)
    crowd.ask("prepare")                                     one process, and what it answered
    crowd.at_once(("release",), ("place", 1, "plenary"))     a process each, answers in that order

The functions are those of the module. One that calls ``wait_for_the_others()`` goes on from there
when all of its fellows have come as far. Each runs in a fork of a process that has loaded Django
and has opened no connection: a fork takes milliseconds, a start takes seconds.
"""

import importlib
import json
import os
import subprocess
import sys
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_ready = _go = None  # in a fork: where to say that it is ready, and what to wait for


def environment_of(folder, **environment):
    """Of an installation in ``folder`` that takes nothing from the settings of this process."""
    keep = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
    kept = {name: os.environ[name] for name in keep if name in os.environ}
    return {**kept, "DATA_DIR": str(folder), "PYTHONPATH": str(ROOT), **environment}


class Crowd:
    def __init__(self, module, folder, **environment):
        self.environment = environment_of(folder, LOG_LEVEL="ERROR", **environment)
        self._source = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.faults.crowd", module],
            env=self.environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._source.stdin.close()
        self._source.stdout.close()
        self._source.wait(timeout=30)

    def ask(self, *order):
        (answer,) = self.at_once(order)
        return answer

    def at_once(self, *orders):
        """What each of them answered. Fails with the tracebacks of those that broke."""
        self._source.stdin.write(json.dumps(orders) + "\n")
        self._source.stdin.flush()
        told = [json.loads(one) for one in json.loads(self._source.stdout.readline())]
        broken = [one["broke"] for one in told if "broke" in one]
        assert not broken, "\n".join(broken)
        return [one["answer"] for one in told]


def wait_for_the_others():
    """Go on when everybody who was sent out together has come here, or has ended."""
    global _ready
    if _ready is not None:
        os.close(_ready)
        _ready = None
        os.read(_go, 1)  # ends when nobody holds the other side any more


def _fork(do, ready, go):
    """Do it in a process of its own; the pipe that its answer comes through."""
    global _ready, _go
    answer, answering = os.pipe()
    if os.fork():
        os.close(answering)
        return answer
    for held in (ready[0], go[1], answer):
        os.close(held)
    _ready, _go = ready[1], go[0]
    try:
        told = {"answer": do()}
    except BaseException:
        told = {"broke": traceback.format_exc()}
    with os.fdopen(answering, "w") as file:
        json.dump(told, file)
    os._exit(0)


def _serve(module):
    for line in sys.stdin:
        ready, go = os.pipe(), os.pipe()
        answers = []
        for name, *arguments in json.loads(line):
            act = getattr(module, name)
            answers.append(_fork(lambda act=act, given=arguments: act(*given), ready, go))
        os.close(ready[1])
        os.close(go[0])
        os.read(ready[0], 1)  # ends when each has closed its side, by waiting or by ending
        os.close(go[1])
        os.close(ready[0])
        told = []
        for answer in answers:
            with os.fdopen(answer) as file:
                told.append(file.read())
            os.wait()
        print(json.dumps(told), flush=True)  # noqa: T201


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    # The module sees this one under its name, and not a second time as "__main__".
    from tests.faults import crowd

    crowd._serve(importlib.import_module(sys.argv[1]))
