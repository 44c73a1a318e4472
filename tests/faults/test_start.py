"""Starting twice, on a taken port, and stopping."""

import socket
import subprocess
import time

import pytest

from tests.faults.installation import Installation, is_alive

pytestmark = [pytest.mark.faults, pytest.mark.timeout(120)]


def refusal(installation, *options):
    process = installation.run_start(
        *options, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    output, errors = process.communicate(timeout=20)
    assert output == ""
    return process.returncode, errors


def test_second_start_on_the_same_data_is_refused(installation):
    code, sentence = refusal(installation)

    assert code == 1
    assert "Rollcall runs already" in sentence


def test_taken_port_is_told_before_anything_is_started(tmp_path):
    installation = Installation(tmp_path)
    with socket.socket() as other:
        other.bind(("127.0.0.1", installation.port))
        other.listen()

        code, sentence = refusal(installation)

    assert code == 1
    assert f"Port {installation.port} cannot be used" in sentence
    assert not (tmp_path / "rollcall.sqlite3").exists()


def test_idle_installation_stops_in_seconds_and_leaves_nothing(installation):
    for role in ("web", "worker", "scheduler"):
        installation.process_of(role)
    time.sleep(3)  # the worker is past its own start
    processes = installation.everything()
    began_at = time.monotonic()

    installation.supervisor.terminate()
    code = installation.supervisor.wait(timeout=30)
    seconds = time.monotonic() - began_at

    assert code == 0
    assert [pid for pid in processes if is_alive(pid)] == []
    is_embedded = "REDIS_URL" not in installation.environment
    assert seconds < (3 if is_embedded else 10)  # Celery with children takes its time
