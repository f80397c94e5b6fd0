"""Writes the demo's files to download: a page in PDF and a table in CSV."""

import csv
import io

from home.demo import content

PAGE = (595, 842)
LEFT, TOP, LEADING = 60, 770, 22


def write(kind: str, *, locale: str, text: content.Content) -> bytes:
    """Return the bytes of a file in a locale."""
    opening = text.releases[0]
    facts = [block for block in opening.body if isinstance(block, content.Facts)]
    rows = [
        [
            _joined(fact.qualifier[locale], str(fact.value), fact.unit[locale]),
            fact.label[locale],
            fact.source[locale],
        ]
        for block in facts
        for fact in block.items
    ]
    if kind == "csv":
        return _csv(rows)
    return _pdf([opening.headline[locale], "", *(": ".join(row[:2]) for row in rows)])


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)


def _csv(rows: list[list[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")


def _pdf(lines: list[str]) -> bytes:
    """Return a PDF of one page: five objects and the table of their places."""
    shown = "\n".join(
        f"/F1 {18 if place == 0 else 12} Tf ({_escaped(line)}) Tj T*"
        for place, line in enumerate(lines)
    )
    stream = f"BT {LEADING} TL {LEFT} {TOP} Td\n{shown}\nET".encode(
        "cp1252", errors="replace"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}] "
            "/Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>"
        ).encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
        b"/Encoding /WinAnsiEncoding >>",
    ]
    pdf, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    pdf += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(pdf)}\n%%EOF\n"
    ).encode()
    return pdf


def _escaped(line: str) -> str:
    narrow = line.replace(" ", " ")
    return narrow.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
