"""The embedded broker never shows a reader half a message."""

from queue import Empty

import pytest
from kombu import Connection

URL = "filesystem://localhost//"


@pytest.fixture
def channel(tmp_path):
    for name in ("messages", "control"):
        (tmp_path / name).mkdir()
    options = {
        "data_folder_in": str(tmp_path / "messages"),
        "data_folder_out": str(tmp_path / "messages"),
        "control_folder": str(tmp_path / "control"),
    }
    transport = "jobs.folder_broker:Transport"
    with Connection(URL, transport=transport, transport_options=options) as connection:
        yield connection.channel()


def test_messages_come_in_the_order_they_were_put(channel):
    for number in range(3):
        channel._put("celery", {"number": number})

    assert [channel._get("celery")["number"] for _ in range(3)] == [0, 1, 2]
    with pytest.raises(Empty):
        channel._get("celery")


def test_unfinished_message_is_not_seen(channel, tmp_path):
    (tmp_path / "messages" / ".half.draft").write_text('{"bod')

    with pytest.raises(Empty):
        channel._get("celery")


def test_bindings_survive_a_damaged_table(channel, tmp_path):
    (tmp_path / "control" / "celery.exchange").write_text("")

    channel._queue_bind("celery", "celery", "", "celery")
    channel._queue_bind("celery", "celery", "", "celery")

    assert [tuple(binding) for binding in channel.get_table("celery")] == [("celery", "", "celery")]
