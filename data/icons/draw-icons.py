#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""Draw the nx-*-symbolic icons: round strokes, written out as the filled outlines GTK can recolour.

GTK 4.8 paints the fill of every path of a symbolic icon, whatever it says; newer GTK reads such
icons by itself, looks at the paths one by one, drops strokes without a class and knows nothing of
what a group hands down, so that hollow strokes become blobs there. A single path of filled outlines
is drawn alike by all of them. The outlines run clockwise and may overlap (the non-zero rule joins
them); a hole is the one that runs the other way.

draw-icons.py FOLDER          writes the icons into FOLDER
draw-icons.py --check FOLDER  fails when a file in FOLDER is not what would be written
"""
import math
import pathlib
import sys

STROKE = 1.8  # mock-up: 16 px icons, 1.8 px round strokes
FINE = 1.4    # what stands inside a frame


def num(value):
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def at(x, y):
    return f"{num(x)} {num(y)}"


def disc(cx, cy, r, sweep=1):
    half = f"{num(r)} {num(r)} 0 0 {sweep}"
    return f"M{at(cx - r, cy)}A{half} {at(cx + r, cy)}A{half} {at(cx - r, cy)}Z"


def ring(cx, cy, r, width=STROKE):
    return disc(cx, cy, r + width / 2) + disc(cx, cy, r - width / 2, 0)


def line(x1, y1, x2, y2, width=STROKE):
    r = width / 2
    length = math.hypot(x2 - x1, y2 - y1)
    nx, ny = (y2 - y1) / length * r, (x1 - x2) / length * r
    cap = f"A{num(r)} {num(r)} 0 0 1 "
    return (f"M{at(x1 + nx, y1 + ny)}L{at(x2 + nx, y2 + ny)}{cap}{at(x2 - nx, y2 - ny)}"
            f"L{at(x1 - nx, y1 - ny)}{cap}{at(x1 + nx, y1 + ny)}Z")


def poly(*points, width=STROKE, closed=False):
    ends = points[1:] + (points[:1] if closed else ())
    return "".join(line(*a, *b, width=width) for a, b in zip(points, ends))


def arc(cx, cy, r, start, end, width=STROKE):
    """A stroked piece of a circle, clockwise from start to end in degrees (0 = east)."""
    def on(radius, degrees):
        angle = math.radians(degrees)
        return at(cx + radius * math.cos(angle), cy + radius * math.sin(angle))
    large = 1 if end - start > 180 else 0
    outer, inner = r + width / 2, r - width / 2
    cap = f"A{num(width / 2)} {num(width / 2)} 0 0 1 "
    return (f"M{on(outer, start)}A{num(outer)} {num(outer)} 0 {large} 1 {on(outer, end)}"
            f"{cap}{on(inner, end)}A{num(inner)} {num(inner)} 0 {large} 0 {on(inner, start)}"
            f"{cap}{on(outer, start)}Z")


def slab(x, y, w, h, r=0.0, hole=False):
    """A filled rectangle with round corners; as a hole it runs the other way."""
    r = max(r, 0)
    if hole:
        corner = f"A{num(r)} {num(r)} 0 0 0 " if r else "L"
        return (f"M{at(x + r, y)}{corner}{at(x, y + r)}L{at(x, y + h - r)}{corner}{at(x + r, y + h)}"
                f"L{at(x + w - r, y + h)}{corner}{at(x + w, y + h - r)}"
                f"L{at(x + w, y + r)}{corner}{at(x + w - r, y)}Z")
    corner = f"A{num(r)} {num(r)} 0 0 1 " if r else "L"
    return (f"M{at(x + r, y)}L{at(x + w - r, y)}{corner}{at(x + w, y + r)}"
            f"L{at(x + w, y + h - r)}{corner}{at(x + w - r, y + h)}"
            f"L{at(x + r, y + h)}{corner}{at(x, y + h - r)}L{at(x, y + r)}{corner}{at(x + r, y)}Z")


def frame(x, y, w, h, r=1.5, width=STROKE):
    half = width / 2
    return (slab(x - half, y - half, w + width, h + width, r + half)
            + slab(x + half, y + half, w - width, h - width, r - half, hole=True))


def dome(cx, bottom, r):
    return f"M{at(cx - r, bottom)}A{num(r)} {num(r)} 0 0 1 {at(cx + r, bottom)}Z"


def triangle(*points):
    """Filled; give the corners clockwise."""
    return "M" + "L".join(at(*point) for point in points) + "Z"


def house(left, right):
    return poly((1.6, 7.8), (8, 2), (14.4, 7.8)) + poly((left, 7), (left, 14), (right, 14), (right, 7))


ICONS = {
    "today": frame(2, 3, 12, 11, 1.6) + slab(2, 3, 12, 3.4) + line(5, 1.8, 5, 3) + line(11, 1.8, 11, 3)
             + disc(8, 10.2, 1.7),
    "visit": house(3.6, 12.4) + slab(6.5, 9.4, 3, 4.6, 0.8),
    "case": frame(3, 2, 10, 12) + line(6, 5.2, 10, 5.2, FINE) + line(6, 8, 10, 8, FINE)
            + line(6, 10.8, 8.4, 10.8, FINE),
    # One taller than the other: two alike in a house look like a face.
    "household": house(3, 13) + disc(6.2, 7.9, 1.5) + dome(6.2, 13.2, 2.1)
                 + disc(10.4, 9.6, 1.15) + dome(10.4, 13.2, 1.5),
    "person": ring(8, 4.6, 2.6) + arc(6, 13, 3, 180, 270) + line(6, 10, 10, 10)
              + arc(10, 13, 3, 270, 360) + poly((3, 13), (3, 14), (13, 14), (13, 13)),
    "supervision": arc(8, 10.6, 7, 201.8, 338.2) + arc(8, 5.4, 7, 21.8, 158.2) + disc(8, 8, 2.1),
    "statistics": line(3.2, 13, 3.2, 9.4, 2.2) + line(8, 13, 8, 3, 2.2) + line(12.8, 13, 12.8, 6.4, 2.2),
    "phone": arc(12, 4, 10, 90, 180) + poly((2, 4), (2.9, 2), (5.4, 2), (6.6, 5), (5.3, 6.4))
             + arc(12, 4, 7.1, 109.3, 160.7) + poly((9.6, 10.7), (11, 9.4), (14, 10.6), (14, 13.1), (12, 14)),
    "birthday": frame(3, 8, 10, 6, 1.6) + line(1.9, 14, 14.1, 14) + line(3, 11, 13, 11, FINE)
                + line(8, 5.4, 8, 8) + line(4.8, 6, 4.8, 8) + line(11.2, 6, 11.2, 8) + disc(8, 2.4, 1.3),
    "idcard": frame(2, 3, 12, 10) + disc(5.9, 6.6, 1.3) + dome(5.9, 11, 1.8)
              + line(9.6, 6.6, 11.4, 6.6, FINE) + line(9.6, 9.4, 11.4, 9.4, FINE),
    "stage": line(3.6, 2, 3.6, 14.1) + poly((3.6, 2.9), (13.4, 2.9), (10.9, 6), (13.4, 9.1), (3.6, 9.1)),
    "door": poly((4, 14), (4, 2), (12, 2), (12, 14)) + line(1.9, 14, 14.1, 14) + disc(9.4, 8.2, 1.1),
    "doc": poly((3, 2), (9, 2), (13, 6), (13, 14), (3, 14), closed=True) + triangle((9, 2), (13, 6), (9, 6))
           + poly((9, 2), (9, 6), (13, 6), width=FINE)
           + line(6, 8.9, 10, 8.9, FINE) + line(6, 11.3, 10, 11.3, FINE),
    "goal": ring(8, 8, 6.1) + ring(8, 8, 2.4),
    "gift": frame(3, 8, 10, 6, 1) + frame(2, 5, 12, 3, 1) + line(8, 5, 8, 14)
            + ring(5.9, 3.1, 1.5, 1.5) + ring(10.1, 3.1, 1.5, 1.5),
    "route": ring(3.4, 12.6, 1.7) + line(6.6, 12.6, 10.6, 12.6) + arc(10.6, 10.3, 2.3, -90, 90)
             + line(5.4, 8, 10.6, 8) + arc(5.4, 5.7, 2.3, 90, 270) + line(5.4, 3.4, 9.4, 3.4)
             + ring(12.6, 3.4, 1.7),
    "scale": frame(2, 2, 12, 12, 1.6)
             + poly((4.7, 5.9), (5.6, 6.8), (7.2, 4.9), width=FINE) + line(9.5, 5.9, 11.2, 5.9, FINE)
             + poly((4.7, 10.2), (5.6, 11.1), (7.2, 9.2), width=FINE) + line(9.5, 10.2, 11.2, 10.2, FINE),
    "flag": poly((8, 2.3), (14.2, 13.4), (1.8, 13.4), closed=True) + line(8, 6.4, 8, 8.9)
            + disc(8, 11.2, 1),
    "key": ring(4.6, 8, 2.8) + line(7.4, 8, 14.1, 8) + line(11, 8, 11, 10.6) + line(14.1, 8, 14.1, 10.6),
    "qr": frame(2, 2, 4, 4, 0.8) + frame(10, 2, 4, 4, 0.8) + frame(2, 10, 4, 4, 0.8)
          + slab(9.1, 9.1, 2.2, 2.2, 0.3) + slab(12.7, 9.1, 2.2, 2.2, 0.3) + slab(10.9, 10.9, 2.2, 2.2, 0.3)
          + slab(9.1, 12.7, 2.2, 2.2, 0.3) + slab(12.7, 12.7, 2.2, 2.2, 0.3),
    "late": ring(8, 8, 6.1) + poly((8, 4.7), (8, 8.2), (10.3, 9.6)),
    "ear": poly((2, 2), (14, 2), (14, 12), (7.6, 12), (4.9, 14.4), (4.9, 12), (2, 12), closed=True)
           + arc(8, 5.6, 1.5, 180, 450, FINE) + line(8, 7.1, 8, 7.6, FINE) + disc(8, 9.6, 0.85),
    "lowrisk": ring(8, 8, 5.6),
    "twins": ring(4.4, 5, 2) + ring(11.6, 5, 2)
    + arc(4.4, 13.6, 3, 180, 360) + line(1.4, 13.6, 7.4, 13.6)
    + arc(11.6, 13.6, 3, 180, 360) + line(8.6, 13.6, 14.6, 13.6),
    "unknown": ring(8, 8, 6.1) + arc(8, 6.1, 1.5, 180, 450, FINE) + line(8, 7.6, 8, 8.2, FINE) + disc(8, 10.8, 0.85),
}


def document(outline):
    return ('<?xml version="1.0" encoding="UTF-8"?>\n'
            '<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n'
            '<!-- Written by data/icons/draw-icons.py: change the drawing there. -->\n'
            '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">\n'
            f'  <path fill="#000000" d="{outline}"/>\n'
            '</svg>\n')


def main(arguments):
    is_check = arguments[:1] == ["--check"]
    names = arguments[1:] if is_check else arguments
    if len(names) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    folder = pathlib.Path(names[0])
    wanted = {folder / f"nx-{name}-symbolic.svg": document(outline) for name, outline in ICONS.items()}
    if not is_check:
        for path, text in wanted.items():
            path.write_text(text, encoding="utf-8")
        return 0
    stale = [path for path, text in wanted.items()
             if not path.is_file() or path.read_text(encoding="utf-8") != text]
    strays = sorted(set(folder.glob("nx-*-symbolic.svg")) - set(wanted))
    for path in stale + strays:
        print(f"{path.name}: not what draw-icons.py draws", file=sys.stderr)
    return 1 if stale or strays else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
