// Tables for spreadsheets (CSV, RFC 4180). All scripts write them here, by the same rules as
// almanac/exports/spreadsheet.py.
"use strict";

{
  // The start of what a spreadsheet would run as a formula, also in full-width characters and after invisible ones.
  // Some programs drop a tab or line break at the start, so these count too.
  const FORMULA = /^[\p{Z}\p{C}]*[=+\-@\u2212]|^[\t\r\n]/u;

  // A value as a cell. Numbers are unchanged, and an apostrophe before a formula makes it text.
  function cell(value) {
    if (typeof value === "number") return String(value);
    const text = String(value ?? "").replaceAll(/(?![\t\r\n])\p{Cc}/gu, "");
    const harmless = FORMULA.test(text.normalize("NFKC")) ? `'${text}` : text;
    return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  }

  // The file, with a byte order mark that tells Excel that it is UTF-8.
  const csv = (rows) => `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;

  if (window.almanac) window.almanac.csv = csv; // without storage.js, no page uses it
}
