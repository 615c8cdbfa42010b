// Tables for a spreadsheet (CSV, RFC 4180): the only place that writes them. As almanac/exports/spreadsheet.py does it.
"use strict";

{
  // What a spreadsheet takes for the start of a formula, which could run, also in full width, after whatever is not
  // seen before it. A tab or a line break at the start is cut off by some, so it counts too.
  const FORMULA = /^[\p{Z}\p{C}]*[=+\-@\u2212]|^[\t\r\n]/u;

  // A value as a cell: a number stays as it is, and an apostrophe makes a formula text.
  function cell(value) {
    if (typeof value === "number") return String(value);
    const text = String(value ?? "").replaceAll(/(?![\t\r\n])\p{Cc}/gu, "");
    const harmless = FORMULA.test(text.normalize("NFKC")) ? `'${text}` : text;
    return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  }

  // The file, with a mark that tells Excel that it is UTF-8.
  const csv = (rows) => `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;

  if (window.almanac) window.almanac.csv = csv; // without storage.js no page of ours asks for it
}
