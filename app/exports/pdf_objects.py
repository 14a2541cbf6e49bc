"""The outer form of a PDF (ISO 32000-1, 7.5): numbered objects and the table of their places."""

import zlib


class Objects:
    """The objects of a file, numbered from 1."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> int:
        """Take a number whose object comes later."""
        self._bodies.append(b"")
        return len(self._bodies)

    def put(self, number: int, body: str) -> None:
        """Give a reserved number its object."""
        self._bodies[number - 1] = body.encode("ascii")

    def add(self, body: str) -> int:
        """Add an object and give its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def add_stream(self, entries: str, content: bytes, *, packed: bool = True) -> int:
        """Add a stream, deflated unless it should be readable as it is."""
        number = self.reserve()
        body = zlib.compress(content, 9) if packed else content
        how = "/Filter/FlateDecode" if packed else ""
        head = f"<<{entries}{how}/Length {len(body)}>>\nstream\n".encode()
        self._bodies[number - 1] = head + body + b"\nendstream"
        return number

    def file(self, catalog: int, info: int) -> bytes:
        """Give the file: header, objects, table of their places, trailer."""
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self._bodies, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
        size = len(places) + 1
        out += f"trailer\n<</Size {size}/Root {catalog} 0 R/Info {info} 0 R>>\n".encode()
        return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())
