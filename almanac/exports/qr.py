"""QR codes of web addresses, for print."""

from __future__ import annotations

import io

import segno


def qr_svg(address: str) -> str:
    """The QR code (ISO/IEC 18004) of an address, as an SVG image.

    It is dark on light with the quiet zone of four modules that the standard
    requires. Both are drawn into the image, so that it can be scanned on any
    background, even a dark one. Error correction level Q recovers about a quarter
    of the code, enough for a fold or a stain.
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
