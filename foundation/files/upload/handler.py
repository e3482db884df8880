"""The only upload handler: every uploaded file is written to disk once and hashed while it arrives.

Nothing is held in memory but one chunk, and nothing is copied afterwards: ``store`` gives the
written file its final name by a hard link. Files that nobody keeps disappear when the request ends.
"""

import errno
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from foundation.files.store import new_incoming

if TYPE_CHECKING:  # takes a type argument in the stubs only
    Uploaded = UploadedFile[bytes]
else:
    Uploaded = UploadedFile

CHUNK = 256 * 1024


class StreamedUpload(Uploaded):
    """A file that lies in ``incoming``: its path, its hash, and whether the disk ran full on it."""

    def __init__(self, *, path: Path, sha256: str, name: str | None, size: int, is_whole: bool, **words: Any) -> None:
        self.path = path
        self.sha256 = sha256
        self.is_whole = is_whole
        super().__init__(file=path.open("rb"), name=name, size=size, **words)

    def temporary_file_path(self) -> str:
        """Where the bytes lie until the request ends."""
        return str(self.path)

    def close(self) -> None:
        """Close and remove; what was kept has a second name elsewhere."""
        super().close()
        self.path.unlink(missing_ok=True)


class HashingUploadHandler(FileUploadHandler):
    """Write and hash chunk by chunk."""

    chunk_size = CHUNK

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Open a place for the next file of the form."""
        super().new_file(*args, **kwargs)
        self.path = new_incoming()
        self.descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
        self.hash = hashlib.sha256()
        self.is_whole = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep one chunk. A full disk spoils this file, not the request: the sentence comes from ``intake``."""
        self.hash.update(raw_data)
        view = memoryview(raw_data)
        while self.is_whole and view:
            try:
                view = view[os.write(self.descriptor, view) :]
            except OSError as trouble:
                if trouble.errno not in {errno.ENOSPC, errno.EDQUOT}:
                    raise
                self.is_whole = False

    def file_complete(self, file_size: int) -> StreamedUpload:
        """Hand the file over."""
        os.close(self.descriptor)
        self.descriptor = -1
        return StreamedUpload(
            path=self.path,
            sha256=self.hash.hexdigest(),
            name=self.file_name,
            size=file_size,
            is_whole=self.is_whole,
            content_type=self.content_type,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        """The line was cut: remove the part."""
        if getattr(self, "descriptor", -1) >= 0:
            os.close(self.descriptor)
            self.descriptor = -1
            self.path.unlink(missing_ok=True)
