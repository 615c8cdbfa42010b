// Notes on learning as data, and as Markdown and plain text in the form that each regulator expects. Nothing here uses
// the page or the device, so that Node can test it. The regulators' requirements are in content/standards.yaml, and
// only the questions are here.
"use strict";

if (window.almanac?.practice?.files) {
  const { isDay, isKey, isRecord, isText, only, filesOf } = window.almanac.practice.files;
  const MOST = { name: 120, text: 8000, read: 200, notes: 500 };

  const TEXTS = [
    ["learned", "What I learned"],
    ["means", "What it means for my practice and for the people I work with"],
    ["will", "What I will do, and by when"],
  ];
  const SHAPES = {
    England: {
      regulator: "Social Work England",
      asks: "Social Work England asks for two different pieces a year by 30 November, at least one with a peer’s reflection.",
      own: [["peer", "What a peer and I said when we reflected on it"]],
    },
    Wales: {
      regulator: "Social Care Wales",
      asks: "Social Care Wales asks you to keep your own record and to discuss it with your manager.",
      own: [["manager", "When I discussed it with my manager, and what we agreed"]],
    },
    Scotland: {
      regulator: "Scottish Social Services Council",
      asks: "The SSSC asks you to cover its core elements each year and to confirm it in your yearly declaration.",
      own: [["elements", "Core elements that it covers"]],
    },
    "Northern Ireland": {
      regulator: "Northern Ireland Social Care Council",
      asks: "The Northern Ireland Social Care Council asks for 90 hours in each registration period, normally three years.",
      own: [["hours", "Hours it took"], ["agreed", "What my manager and I agreed"]],
    },
  };
  const FIELDS = ["learned", "means", "will", "peer", "manager", "elements", "hours", "agreed"];
  const PARTS = ["key", "name", "day", "nation", "read", ...FIELDS];

  const isRead = (one) => isRecord(one) && isText(one.path, 300) && isText(one.title, 500) && isText(one.reference, 2000) && only(one, "path", "title", "reference");
  const isNation = (one) => typeof one === "string" && Object.hasOwn(SHAPES, one);
  const isHead = (one) => isRecord(one) && isKey(one.key) && isText(one.name, MOST.name) && isDay(one.day);

  function mended(one) {
    if (!isHead(one)) return null;
    const read = Array.isArray(one.read) ? one.read.filter(isRead).slice(0, MOST.read) : [];
    const texts = FIELDS.every((field) => isText(one[field], MOST.text));
    if (isNation(one.nation) && Array.isArray(one.read) && read.length === one.read.length && texts && only(one, ...PARTS)) return one;
    const held = FIELDS.map((field) => [field, isText(one[field], MOST.text) ? one[field] : ""]);
    return { key: one.key, name: one.name, day: one.day, nation: isNation(one.nation) ? one.nation : "England", read, ...Object.fromEntries(held) };
  }

  const blank = (key, day, nation) => ({
    key, name: "", day, nation: isNation(nation) ? nation : "England", read: [], ...Object.fromEntries(FIELDS.map((field) => [field, ""])),
  });

  // Adds what was read, without duplicates.
  function withRead(note, more) {
    const fresh = more.filter((one, index) => isRead(one) && more.findIndex(({ path }) => path === one.path) === index);
    return { ...note, read: [...note.read, ...fresh.filter(({ path }) => !note.read.some((held) => held.path === path))].slice(0, MOST.read) };
  }

  const questionsOf = ({ nation }) => [...TEXTS, ...SHAPES[nation].own];

  // Escapes a text so that Markdown shows it unchanged.
  const escaped = (text) =>
    text
      .replace(/[\\`*_{}[\]<>#|~&]/g, "\\$&")
      .replace(/^[ \t]+/gm, "")
      .replace(/^[-+=]/gm, "\\$&")
      .replace(/^(\d+)([.)])/gm, "$1\\$2");
  const oneLine = (text) => text.replace(/\s+/g, " ").trim();

  function markdown(note, longDay) {
    const lines = [`# ${escaped(oneLine(note.name) || "CPD note")}`, `${longDay}. For ${SHAPES[note.nation].regulator} (${note.nation}).`, "## What I read"];
    lines.push(note.read.map(({ reference, title }) => `- ${escaped(oneLine(reference || title))}`).join("\n") || "Nothing noted.");
    for (const [field, question] of questionsOf(note)) lines.push(`## ${question}`, escaped(note[field].trim()) || "Not written yet.");
    return `${lines.join("\n\n")}\n`;
  }

  function plainText(note, longDay) {
    const heading = (text) => `${text}\n${"-".repeat([...text].length)}`;
    const lines = [oneLine(note.name) || "CPD note", `${longDay}. For ${SHAPES[note.nation].regulator} (${note.nation}).`, heading("What I read")];
    lines.push(note.read.map(({ reference, title }) => `* ${oneLine(reference || title)}`).join("\n") || "Nothing noted.");
    for (const [field, question] of questionsOf(note)) lines.push(heading(question), note[field].trim() || "Not written yet.");
    return `${lines.join("\n\n")}\n`.replace(/\r?\n/g, "\r\n");
  }

  const files = filesOf({ format: "almanac-cpd-notes", field: "notes", one: "note", many: "notes", mended, most: MOST.notes });
  Object.assign(window.almanac.practice, { notes: { MOST, SHAPES, mended, blank, withRead, questionsOf, markdown, plainText, ...files } });
}
