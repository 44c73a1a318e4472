"""The secret of a local installation: made once, kept beside its data, never in the repository."""

import os
import secrets
from pathlib import Path


def local_secret_key(data_dir: Path) -> str:
    """Return the secret kept in ``data_dir``, making it the first time.

    Web, worker and scheduler may start together on an empty folder: the file is linked into place
    complete, so that one of them wins and the others read what it wrote.
    """
    path = data_dir / "secret_key"
    if not path.exists():
        draft = data_dir / f".secret_key.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
