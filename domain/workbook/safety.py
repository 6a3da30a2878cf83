"""Files come from strangers: what is looked at before a workbook is opened at all."""

import io
import zipfile
import zlib
from typing import IO
from xml.parsers import expat

from domain.fault import Fault
from domain.texts import N_

LARGEST = 5 * 1024 * 1024
"""Bytes of a file."""
LARGEST_UNPACKED = 100 * 1024 * 1024
"""Bytes of all its parts together."""
MOST_PARTS = 2_000

_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError)
"""What zipfile raises for damaged archives, unknown compressions and odd names."""

_OLE = b"\xd0\xcf\x11\xe0"
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!")


def danger(data: bytes, filename: str) -> Fault | None:
    """Returns why a file is not opened, None when it may be."""
    if len(data) > LARGEST:
        return Fault(N_("The file is larger than {most} MB."), {"most": LARGEST // 1024**2})
    if not data.startswith(b"PK\x03\x04"):
        return _no_zip(data, filename)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _archive_danger(archive)
    except _BROKEN:
        return Fault(N_("The file is damaged; save it again as .xlsx and send it anew."))


def unpacked_size(data: bytes) -> int:
    """Returns the bytes of all parts of a workbook; zipfile reads no part beyond what it declares."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(part.file_size for part in archive.infolist())


def _no_zip(data: bytes, filename: str) -> Fault:
    ending = filename.rpartition(".")[2].casefold()
    if data.startswith(_PROGRAMS):
        return Fault(N_("This is a program and not a workbook; it was not opened."))
    if data.startswith(_OLE):
        return Fault(N_("This is an old .xls workbook or one with a password; save it as .xlsx without a password."))
    if ending in {"csv", "tsv", "txt"}:
        return Fault(N_("This is a text file; a study needs many sheets, so save it as an .xlsx workbook."))
    return Fault(N_("This is not an .xlsx workbook."))


def _archive_danger(archive: zipfile.ZipFile) -> Fault | None:
    parts = archive.infolist()
    names = {part.filename.casefold() for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        return Fault(N_("Unpacked, the file is larger than {most} MB."), {"most": LARGEST_UNPACKED // 1024**2})
    if any(part.flag_bits & 1 for part in parts):
        return Fault(N_("The file has a password; save it without one."))
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        return Fault(N_("The workbook has macros; save it as .xlsx, without macros."))
    if "xl/workbook.xml" not in names:
        return _other_archive(names)
    if any(_declares_types(archive.open(part)) for part in parts if _is_xml(part.filename)):
        return Fault(N_("The workbook has hidden definitions in its XML, which none should have; it was not opened."))
    if b"macroenabled" in _content_types(archive).lower():
        return Fault(N_("The workbook has macros; save it as .xlsx, without macros."))
    return None


def _other_archive(names: set[str]) -> Fault:
    if "content.xml" in names and "mimetype" in names:
        return Fault(N_("This is an OpenDocument file; save it as .xlsx and send it anew."))
    if "xl/workbook.bin" in names:
        return Fault(N_("This is an .xlsb workbook; save it as .xlsx and send it anew."))
    return Fault(N_("This is not an .xlsx workbook."))


def _content_types(archive: zipfile.ZipFile) -> bytes:
    return archive.read("[Content_Types].xml") if "[Content_Types].xml" in archive.namelist() else b""


def _is_xml(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels", ".vml"))


class _Prolog:
    """What stands before the first element of an XML part; entities that expand are declared there."""

    def __init__(self) -> None:
        self.over = False
        self.declares_types = False

    def begin(self, *_: object) -> None:
        self.over = True

    def declare(self, *_: object) -> None:
        self.over = self.declares_types = True


def _declares_types(part: IO[bytes]) -> bool:
    prolog, parser = _Prolog(), expat.ParserCreate()
    parser.StartElementHandler = prolog.begin
    parser.StartDoctypeDeclHandler = prolog.declare
    while not prolog.over and (piece := part.read(4096)):
        try:
            parser.Parse(piece, False)
        except expat.ExpatError:
            break
    return prolog.declares_types
