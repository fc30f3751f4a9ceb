#!/usr/bin/env python3
"""A text as a picture (SVG): text-picture.py TITLE LINES, the text from standard input. Long lines are folded at 110 characters, and what is behind LINES lines is left out, and said."""
import sys
from xml.sax.saxutils import escape

WIDTH, LINE, LETTER, EDGE = 110, 17, 7.25, 14
title, most = sys.argv[1], int(sys.argv[2])
lines = []
for line in sys.stdin.read().rstrip("\n").split("\n"):
    lines += [line[at:at + WIDTH] for at in range(0, max(len(line), 1), WIDTH)]
left = len(lines) - most
if left > 0:
    lines = lines[:most] + ["… %d more lines" % left if left > 1 else "… one more line"]
width = int(2 * EDGE + LETTER * max([len(line) for line in lines] + [len(title), 60]))
height = 2 * EDGE + LINE * (len(lines) + 1) + 8
print('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img"><title>%s</title>' % (width, height, width, height, escape(title)))
print('<rect width="%d" height="%d" rx="8" fill="#f6f7f9" stroke="#c9ced8"/>' % (width, height))
print('<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="12" fill="#1a1f29">')
print('<text x="%d" y="%d" fill="#535c6b">%s</text>' % (EDGE, EDGE + 10, escape(title)))
for number, line in enumerate(lines):
    print('<text x="%d" y="%d" xml:space="preserve">%s</text>' % (EDGE, EDGE + 18 + LINE * (number + 1), escape(line)))
print("</g></svg>")
