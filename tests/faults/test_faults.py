"""Strike in the middle of a batch, then count: nothing lost, nothing done twice."""

import os
import signal
import time
import urllib.error
import urllib.request

import pytest

from tests.faults.installation import children_of, is_alive, wait_until

pytestmark = [pytest.mark.faults, pytest.mark.timeout(120)]

COUNT = 40
STRUCK = 17  # the item in hand when the fault comes


def ask_and_wait_for_the_middle(installation):
    job = installation.ask("ask", count=COUNT, params={"pause": [str(STRUCK)]})
    installation.wait_begun(job, STRUCK)
    return job


def assert_each_done_once(installation, job):
    seen = installation.wait_finished(job)
    done = installation.ledger(job, "done")
    assert [reference for reference, times in done.items() if times > 1] == []  # none twice
    assert sorted(map(int, done)) == list(range(COUNT))  # none lost
    assert set(seen["states"].values()) == {"done"}


def test_worker_killed(installation):
    job = ask_and_wait_for_the_middle(installation)

    installation.kill("worker")

    assert_each_done_once(installation, job)
    assert installation.ledger(job, "begun")[str(STRUCK)] == 2


def test_child_of_the_worker_killed(grown):
    job = ask_and_wait_for_the_middle(grown)

    for child in children_of(grown.process_of("worker")):
        os.kill(child, signal.SIGKILL)

    assert_each_done_once(grown, job)


def test_web_killed(installation):
    job = ask_and_wait_for_the_middle(installation)

    installation.kill("web")

    assert_each_done_once(installation, job)
    wait_until(lambda: _answers(installation), seconds=20, what="an answer of the web server")


def test_scheduler_killed(installation):
    job = ask_and_wait_for_the_middle(installation)

    installation.kill("scheduler")
    unannounced = installation.ask("ask", count=COUNT, wake=False)

    assert_each_done_once(installation, job)
    assert_each_done_once(installation, unannounced)  # only a sweep finds it


def test_all_killed_and_started_again(installation):
    job = ask_and_wait_for_the_middle(installation)

    processes = installation.everything()
    installation.supervisor.kill()
    installation.supervisor.wait()
    wait_until(lambda: not any(map(is_alive, processes)), seconds=5, what="the end of all")
    installation.start()

    assert_each_done_once(installation, job)


def test_broker_lost_and_back_empty(installation):
    job = ask_and_wait_for_the_middle(installation)

    installation.broker.kill()
    asked_at = time.monotonic()
    asked_meanwhile = installation.ask("ask", count=COUNT)
    waited = time.monotonic() - asked_at
    time.sleep(1)
    installation.broker.start()

    assert waited < 3
    assert_each_done_once(installation, job)
    assert_each_done_once(installation, asked_meanwhile)


def test_item_that_kills_its_worker_each_time(installation):
    job = installation.ask("ask", count=8, params={"poison": ["3"]})

    seen = installation.wait_finished(job, seconds=60)

    assert seen["states"].pop("3") == "failed"
    assert seen["attempts"]["3"] == 3
    assert set(seen["states"].values()) == {"done"}
    assert set(installation.ledger(job, "done").values()) == {1}


def test_second_click_at_the_same_moment(installation):
    answers = installation.ask("click_together", clicks=8, count=COUNT, dedupe_key="click")

    assert len(answers) == 8
    assert len(set(answers)) == 1
    assert_each_done_once(installation, answers[0])


def test_worker_fallen_silent_is_replaced(embedded):
    job = ask_and_wait_for_the_middle(embedded)
    silent = embedded.process_of("worker")

    os.kill(silent, signal.SIGSTOP)

    assert_each_done_once(embedded, job)
    assert not is_alive(silent)


def _answers(installation):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{installation.port}/", timeout=2).close()
    except urllib.error.HTTPError as answer:
        answer.close()
        return True
    except OSError:
        return False
    return True
