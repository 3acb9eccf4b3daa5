"""Zip archives that a document format is made of, opened with limits, and their XML parts without outside entities."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree

from ingest.errors import Unreadable

MAX_UNPACKED = 512 * 2**20  # bytes of all parts that are read
MAX_RATIO = 400  # unpacked to packed bytes of one part; Word's own XML stays below 120
RATIO_FROM = 8 * 2**20  # smaller parts do no harm, however well they pack
# The compound file of Word 97-2003; an encrypted DOCX is one too, with streams of these names in UTF-16.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


class Archive:
    """The parts of a zip file, read one at a time within a budget."""

    def __init__(self, data: bytes, path: Path) -> None:
        self.path = path
        self.spent = 0
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
            self.parts = {info.filename: info for info in self.zip.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
            raise Unreadable(str(path), "broken", "zip") from problem

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is none.

        Raises:
            Unreadable: encrypted, damaged, or unpacking to more than any document does.
        """
        info = self.parts.get(name)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise Unreadable(str(self.path), "encrypted")
        self.spent += info.file_size
        if self.spent > MAX_UNPACKED or (
            info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1)
        ):
            raise Unreadable(str(self.path), "too_large", f"{name}: {info.file_size // 2**20} MB")
        try:
            with self.zip.open(info) as part:
                data = part.read(info.file_size + 1)  # a lying header cannot make it read more
        except Exception as problem:  # zlib, zipfile and lzma each raise their own
            raise Unreadable(str(self.path), "broken", name) from problem
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part; no DTD, no entities, no network."""
        data = self.part(name)
        if data is None:
            return None
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
            raise Unreadable(str(self.path), "broken", f"{name}: DTD")
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as problem:
            raise Unreadable(str(self.path), "broken", name) from problem
