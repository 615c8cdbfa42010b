// Exports a chart as a picture for a slide, and its table for a document, within the browser.
"use strict";

if (window.almanac) {
  const { make, say, sayNotKept } = window.almanac;
  const WIDE = 1600;
  const ROW = 130;
  const EDGE = 60;

  const fontOf = (size, weight = 400) => `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;

  // Always drawn in light colours, whatever the reader's own, because slides are mostly white.
  function draw(figure, title) {
    const rows = [...figure.querySelectorAll("[role=img] > p")];
    const canvas = make("canvas", { width: WIDE, height: 2 * EDGE + 110 + rows.length * ROW + 60 });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    const write = (text, y, font) => {
      pen.font = font;
      pen.fillStyle = "#1e292e";
      pen.fillText(text, EDGE, y, WIDE - 2 * EDGE);
    };
    write(title, EDGE + 50, fontOf(52, 600));
    rows.forEach((row, at) => {
      const top = EDGE + 110 + at * ROW;
      const [whole, bar] = [row.nextElementSibling.querySelector(".whole"), row.nextElementSibling.querySelector(".bar")];
      write(row.textContent, top + 40, fontOf(38));
      if (whole) {
        pen.fillStyle = "#f2ede3";
        pen.fillRect(EDGE, top + 58, WIDE - 2 * EDGE, 40);
      }
      pen.fillStyle = "#0b5d5b";
      pen.fillRect(EDGE, top + 58, ((WIDE - 2 * EDGE) * Number.parseFloat(bar.getAttribute("width"))) / 100, 40);
    });
    const source = `${figure.querySelector("figcaption").textContent} The Mental Health Social Work Almanac, CC BY 4.0.`;
    write(source, canvas.height - EDGE, fontOf(28));
    return canvas;
  }

  function save(figure, title) {
    draw(figure, title).toBlob((picture) => {
      if (picture) window.almanac.downloadFile("chart.png", "image/png", picture);
      else sayNotKept();
    });
  }

  // Copies the table as tab-separated text, which spreadsheets understand, and as HTML for documents.
  async function copyTable(table) {
    const text = [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent).join("\t")).join("\n");
    const blob = (type, content) => new Blob([content], { type });
    try {
      const item = { "text/plain": blob("text/plain", text), "text/html": blob("text/html", table.outerHTML) };
      await navigator.clipboard.write([new ClipboardItem(item)]);
      say("Table copied.");
    } catch {
      const folded = table.closest("details");
      if (folded) folded.open = true;
      getSelection().selectAllChildren(table);
      say("Table selected: press Ctrl and C to copy it.");
    }
  }

  const button = (text, press) => {
    const made = make("button", { type: "button" }, text);
    made.addEventListener("click", press);
    return made;
  };
  for (const section of document.querySelectorAll(".figure-entry")) {
    const [figure, table] = [section.querySelector(".chart"), section.querySelector("table")];
    const title = section.querySelector("h2").textContent;
    const does = section.querySelector(".does");
    if (figure) does.append(button("Save chart as PNG", () => save(figure, title)));
    if (table) does.append(button("Copy table", () => copyTable(table)));
    for (const one of does.children) one.setAttribute("aria-label", `${one.textContent}: ${title}`);
  }
}
