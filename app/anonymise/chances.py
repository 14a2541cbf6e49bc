"""How likely each label is at each word, over every path through the labels of a text.

Forward and backward sums, scaled at each word. The five labels are written out one by one: loops
over them would take most of the time that a phone needs for a note.
"""

from collections.abc import Sequence

Row = tuple[float, ...]
Five = tuple[float, float, float, float, float]


def chances(strengths: Sequence[Sequence[float]], follow: Sequence[Sequence[float]]) -> list[Row]:
    """Give the chance of each label at each word; each row adds up to one.

    ``strengths`` say how much speaks for each label at a word by itself, ``follow`` (a row for
    each label) how often another comes after it: both above nought, on any scale.
    """
    if not strengths:
        return []
    out: list[Row] = []
    following = _following(strengths, follow)
    for (a, b, c, d, e), (p, q, r, s, t) in zip(_ahead(strengths, follow), following, strict=True):
        v, w, x, y, z = a * p, b * q, c * r, d * s, e * t
        total = v + w + x + y + z
        out.append((v / total, w / total, x / total, y / total, z / total))
    return out


def _ahead(strengths: Sequence[Sequence[float]], follow: Sequence[Sequence[float]]) -> list[Five]:
    """Give, for each word and label, what all paths that end there weigh."""
    (aa, ab, ac, ad, ae), (ba, bb, bc, bd, be), (ca, cb, cc, cd, ce), *others = follow
    (da, db, dc, dd, de), (ea, eb, ec, ed, ee) = others
    a, b, c, d, e = strengths[0]
    total = a + b + c + d + e
    a, b, c, d, e = a / total, b / total, c / total, d / total, e / total
    out = [(a, b, c, d, e)]
    for p, q, r, s, t in strengths[1:]:
        v = p * (a * aa + b * ba + c * ca + d * da + e * ea)
        w = q * (a * ab + b * bb + c * cb + d * db + e * eb)
        x = r * (a * ac + b * bc + c * cc + d * dc + e * ec)
        y = s * (a * ad + b * bd + c * cd + d * dd + e * ed)
        z = t * (a * ae + b * be + c * ce + d * de + e * ee)
        total = v + w + x + y + z
        a, b, c, d, e = v / total, w / total, x / total, y / total, z / total
        out.append((a, b, c, d, e))
    return out


def _following(
    strengths: Sequence[Sequence[float]], follow: Sequence[Sequence[float]]
) -> list[Five]:
    """Give, for each word and label, what all paths that go on from there weigh."""
    (aa, ab, ac, ad, ae), (ba, bb, bc, bd, be), (ca, cb, cc, cd, ce), *others = follow
    (da, db, dc, dd, de), (ea, eb, ec, ed, ee) = others
    p = q = r = s = t = 1.0
    out = [(p, q, r, s, t)]
    for a, b, c, d, e in strengths[:0:-1]:
        v, w, x, y, z = a * p, b * q, c * r, d * s, e * t
        p = aa * v + ab * w + ac * x + ad * y + ae * z
        q = ba * v + bb * w + bc * x + bd * y + be * z
        r = ca * v + cb * w + cc * x + cd * y + ce * z
        s = da * v + db * w + dc * x + dd * y + de * z
        t = ea * v + eb * w + ec * x + ed * y + ee * z
        total = p + q + r + s + t
        p, q, r, s, t = p / total, q / total, r / total, s / total, t / total
        out.append((p, q, r, s, t))
    out.reverse()
    return out
