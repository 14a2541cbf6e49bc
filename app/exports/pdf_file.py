"""Writes a tagged PDF 1.7 (ISO 32000-1): pages of text in embedded fonts, with a real structure.

A library with its fonts' tools would have been a seventh of all that the app loads, and tags
no headings; a plan needs one kind of page. Screen readers find headings, paragraphs and list
items through the structure tree. The same pages give the same bytes: there is no clock and no
name in the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from app.exports.pdf_objects import Objects
from app.exports.truetype import TrueType

#: A4 in points.
WIDTH, HEIGHT = 595.28, 841.89


@dataclass(frozen=True)
class Run:
    """A line of text at ``x``, ``y`` points from the page's lower left; ``grey`` 0 is black."""

    text: str
    x: float
    y: float
    font: str
    size: float
    grey: float = 0.0


@dataclass
class Element:
    """A part of the structure, such as H1 or P, and what is in it, in order.

    That is other elements by their number, and pieces of text by page and mark.
    """

    role: str
    parent: int
    kids: list[int | tuple[int, int]] = field(default_factory=list)


@dataclass
class Page:
    """What is drawn on one page, and which element each mark belongs to."""

    drawn: list[bytes] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)


class PdfFile:
    """Collects pages and structure, then gives the bytes."""

    def __init__(self, fonts: Mapping[str, TrueType], title: str, language: str) -> None:
        self._fonts = fonts
        self._title = title
        self._language = language
        self._used: dict[str, dict[int, str]] = {name: {} for name in fonts}
        self._pages: list[Page] = []
        self._elements = [Element("Document", -1)]

    def add_page(self) -> None:
        """Go on to a new page."""
        self._pages.append(Page())

    def begin(self, role: str, parent: int = 0) -> int:
        """Start a part of the structure; gives what ``write`` is told. 0 is the document."""
        self._elements.append(Element(role, parent))
        number = len(self._elements) - 1
        self._elements[parent].kids.append(number)
        return number

    def write(self, element: int, run: Run) -> None:
        """Put a line of an element on the last page."""
        there, part = self._pages[-1], self._elements[element]
        mark = len(there.owners)
        there.owners.append(element)
        part.kids.append((len(self._pages) - 1, mark))
        begin = f"/{part.role} <</MCID {mark}>> BDC\n"
        there.drawn.append(begin.encode() + self._shown(run) + b"EMC\n")

    def decorate(self, page: int, run: Run) -> None:
        """Put something on a page that is not part of what it says, such as its number."""
        self._pages[page].drawn.append(b"/Artifact BMC\n" + self._shown(run) + b"EMC\n")

    def draw(self, operators: str) -> None:
        """Draw lines on the last page, as decoration."""
        self._pages[-1].drawn.append(f"/Artifact BMC\nq {operators} Q\nEMC\n".encode())

    def count(self) -> int:
        """Count the pages."""
        return len(self._pages)

    def finish(self) -> bytes:
        """Give the whole file."""
        objects = Objects()
        catalog, pages, root = objects.reserve(), objects.reserve(), objects.reserve()
        fonts = {name: self._font(objects, name) for name in self._fonts}
        resources = " ".join(f"/{name} {number} 0 R" for name, number in fonts.items())
        numbers = [self._page(objects, i, pages, resources) for i in range(self.count())]
        kids = " ".join(f"{number} 0 R" for number in numbers)
        objects.put(pages, f"<</Type/Pages/Kids[{kids}]/Count {len(numbers)}>>")
        self._structure(objects, root, numbers)
        data = _metadata(self._title, self._language)
        metadata = objects.add_stream("/Type/Metadata/Subtype/XML", data, packed=False)
        objects.put(
            catalog,
            f"<</Type/Catalog/Pages {pages} 0 R/Lang{_text(self._language)}"
            f"/MarkInfo<</Marked true>>/StructTreeRoot {root} 0 R/Metadata {metadata} 0 R"
            "/ViewerPreferences<</DisplayDocTitle true>>>>",
        )
        info = objects.add(f"<</Title{_text(self._title)}/Producer(Layby)>>")
        return objects.file(catalog, info)

    def _shown(self, run: Run) -> bytes:
        font, used = self._fonts[run.font], self._used[run.font]
        glyphs = []
        for sign in run.text:
            glyph = font.glyph(sign)
            used.setdefault(glyph, sign)  # where two characters share a glyph, the plain one
            glyphs.append(f"{glyph:04X}")
        place = f"{run.x:.2f} {run.y:.2f} Td"
        return (
            f"{run.grey:g} g BT /{run.font} {run.size:g} Tf {place} <{''.join(glyphs)}> Tj ET\n"
        ).encode()

    def _page(self, objects: Objects, index: int, parent: int, fonts: str) -> int:
        content = objects.add_stream("", b"".join(self._pages[index].drawn))
        return objects.add(
            f"<</Type/Page/Parent {parent} 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]"
            f"/Contents {content} 0 R/Resources<</Font<<{fonts}>>>>/StructParents {index}/Tabs/S>>"
        )

    def _structure(self, objects: Objects, root: int, pages: list[int]) -> None:
        numbers = [objects.reserve() for _ in self._elements]
        for number, element in zip(numbers, self._elements, strict=True):
            parent = root if element.parent < 0 else numbers[element.parent]
            kids = " ".join(
                f"{numbers[kid]} 0 R"
                if isinstance(kid, int)
                else f"<</Type/MCR/Pg {pages[kid[0]]} 0 R/MCID {kid[1]}>>"
                for kid in element.kids
            )
            entry = f"<</Type/StructElem/S/{element.role}/P {parent} 0 R/K[{kids}]>>"
            objects.put(number, entry)
        parents = " ".join(
            f"{index} [{' '.join(f'{numbers[owner]} 0 R' for owner in page.owners)}]"
            for index, page in enumerate(self._pages)
        )
        objects.put(
            root,
            f"<</Type/StructTreeRoot/K[{numbers[0]} 0 R]/ParentTree<</Nums[{parents}]>>"
            f"/ParentTreeNextKey {len(pages)}>>",
        )

    def _font(self, objects: Objects, name: str) -> int:
        font, used = self._fonts[name], dict(sorted(self._used[name].items()))
        file = objects.add_stream(f"/Length1 {len(font.content)}", font.content)
        box = " ".join(map(str, font.box))
        descriptor = objects.add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags 32/FontBBox[{box}]/ItalicAngle 0"
            f"/Ascent {font.ascent}/Descent {font.descent}/CapHeight 714/StemV 80"
            f"/FontFile2 {file} 0 R>>"
        )
        widths = " ".join(f"{glyph}[{font.width(glyph)}]" for glyph in used)
        inner = objects.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/DW 1000/W[{widths}]>>"
        )
        names = objects.add_stream("", _to_unicode(used))
        return objects.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{inner} 0 R]/ToUnicode {names} 0 R>>"
        )


def _text(words: str) -> str:
    """Write a text string as UTF-16 in hex, which needs no escaping."""
    return f"<FEFF{words.encode('utf-16-be').hex().upper()}>"


def _to_unicode(used: Mapping[int, str]) -> bytes:
    """Write the map that copying, searching and screen readers read glyphs by."""
    rows = [f"<{glyph:04X}> <{sign.encode('utf-16-be').hex()}>" for glyph, sign in used.items()]
    parts = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    listed = "\n".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{listed}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")


def _metadata(title: str, language: str) -> bytes:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt>'
        f"</dc:title><dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag>"
        '</dc:language></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()
