"""A web address as a QR code, for paper."""

from __future__ import annotations

import io

import segno


def qr_svg(address: str) -> str:
    """The QR code (ISO/IEC 18004) of an address, as an SVG image.

    It is dark on light with the quiet zone of four modules that the standard
    asks for, both drawn into the image: so it can be read on any ground, dark
    colours included. A fifth of a module's error correction, level Q, bears a
    fold or a stain.
    """
    drawn = io.BytesIO()
    made = segno.make(address, error="q", micro=False)
    made.save(
        drawn,
        kind="svg",
        border=4,
        dark="#000",
        light="#fff",
        omitsize=True,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return drawn.getvalue().decode("utf-8")
