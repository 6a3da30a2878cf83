"""The structure tree of a tagged PDF (ISO 32000-1, 14.7-14.8): fpdf2's own tags only images."""

from collections.abc import Iterator
from typing import Any

from fpdf.structure_tree import StructElem, StructTreeRoot
from fpdf.syntax import PDFArray, PDFObject, PDFString, Raw


class Element(StructElem):
    """One tag of the tree (`H1`, `Table`, `Figure`, ...) with its kids: other elements, or pieces of pages' content."""

    __slots__ = ("a", "lang")

    def __init__(self, role: str, parent: StructElem, page: Any, number: int, *, alt: str = "", attributes: str = ""):
        self.pg: Any
        super().__init__(struct_type=f"/{role}", parent=parent, kids=[], page_number=number, alt=alt or None)
        self.a = Raw(attributes) if attributes else None
        self.lang: PDFString | None = None
        self.pg = page

    def dictionary(self) -> str:
        """Returns it as the producer packs it."""
        kids = " ".join(kid.ref if isinstance(kid, PDFObject) else kid.serialize() for kid in self.k)
        parts = [f"/Type /StructElem /S {self.s} /P {self.p.ref} /Pg {self.pg.ref} /K [{kids}]"]
        parts += [f"/Alt {self.alt.serialize()}"] if self.alt else []
        parts += [f"/A {self.a}"] if self.a else []
        parts += [f"/Lang {self.lang.serialize()}"] if self.lang else []
        return f"<<{' '.join(parts)}>>"

    def serialize(self, *_: object, **__: object) -> str:
        """Returns nothing: it is not written by itself."""
        return ""

    def hold(self, mcid: int, page: PDFObject) -> None:
        """Adds a marked piece of a page's content as a kid."""
        self.k.append(Content(mcid, page))


class Content:
    """A kid that is content: the page it is on and its number there."""

    def __init__(self, mcid: int, page: PDFObject) -> None:
        self.mcid = mcid
        self.page = page

    def serialize(self, **_: object) -> str:
        """Returns it as a marked-content reference."""
        return f"<</Type /MCR /Pg {self.page.ref} /MCID {self.mcid}>>"


class ParentTree(PDFObject):
    """From a page's content back to its tags: for each page, the elements in the order of their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: list[list[Element]] = []

    def add_page(self) -> int:
        """Opens a page and returns its key in the tree."""
        self._pages.append([])
        return len(self._pages) - 1

    def add(self, key: int, element: Element) -> int:
        """Returns the next content number of a page, which from now on leads to the element."""
        self._pages[key].append(element)
        return len(self._pages[key]) - 1

    @property
    def nums(self) -> PDFArray:
        """The number tree's pairs, as the format wants them."""
        pairs = (f"{key} [{' '.join(element.ref for element in page)}]" for key, page in enumerate(self._pages))
        return PDFArray([Raw(pair) for pair in pairs])


class Tree:
    """The tags of a document, in place of fpdf2's StructureTreeBuilder."""

    def __init__(self) -> None:
        self.struct_tree_root = StructTreeRoot()
        self.parent_tree = ParentTree()
        self.struct_tree_root.parent_tree = self.parent_tree  # type: ignore[assignment] # fpdf2 only writes its reference
        self.doc_struct_elem = StructElem("/Document", self.struct_tree_root, [])
        self.struct_tree_root.k.append(self.doc_struct_elem)
        self._elements: list[Element] = []

    def add(self, element: Element, parent: StructElem) -> Element:
        """Hangs an element under its parent."""
        parent.k.append(element)
        self._elements.append(element)
        return element

    def empty(self) -> bool:
        """Whether nothing has been tagged."""
        return not self._elements

    def __iter__(self) -> Iterator[PDFObject]:
        yield self.struct_tree_root
        yield self.doc_struct_elem
        yield self.parent_tree
        yield from self._elements
