"""Reading a download in a test."""


def read(answer) -> bytes:
    """The body of ``answer``; a file that it streams is read to its end, and so closed.

    ``answer.close()`` would end the request a second time, and Django then closes the database
    connection under the test's own transaction.
    """
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
