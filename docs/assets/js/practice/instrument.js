// The questionnaires on a page, read from its forms. Nothing is fetched, so that a page opened from a disk works too.
"use strict";

if (window.almanac) {
  const textOf = (parent, selector) => parent.querySelector(selector)?.textContent.trim() ?? "";

  function scaleOf(form) {
    return [...form.querySelectorAll(".scale > [data-answer]")].map((one) => {
      const { answer, points, face = "" } = one.dataset;
      return { key: answer, label: textOf(one, "dt"), means: textOf(one, "dd"), points: points ? Number(points) : null, face };
    });
  }
  const statementOf = (row) => ({
    key: row.dataset.statement,
    says: textOf(row, ".says"),
    fewWords: row.dataset.fewWords ?? "",
    roles: row.dataset.roles.split(" ").filter(Boolean),
    row,
  });
  const sectionOf = (part) => ({
    key: part.dataset.section,
    title: textOf(part, "h3"),
    statements: [...part.querySelectorAll("[data-statement]")].map(statementOf),
  });

  // The names of roles, from the links to them.
  function rolesOf(form) {
    const found = [...form.querySelectorAll("a[href*='roles/']")].map((link) => [/([a-z])\.html$/.exec(link.getAttribute("href"))?.[1], link.textContent]);
    return Object.fromEntries(found.filter(([key]) => key).sort());
  }

  const instruments = [...document.querySelectorAll(".instrument[data-instrument]")].map((form) => ({
    key: form.dataset.instrument,
    title: form.dataset.title,
    version: Number(form.dataset.version),
    audience: form.dataset.audience,
    page: form.dataset.page,
    scale: scaleOf(form),
    sections: [...form.querySelectorAll("[data-section]")].map(sectionOf),
    roles: rolesOf(form),
    form,
  }));

  // A copy of a statement's links, for the lists of strengths and gaps.
  const linksOf = ({ row }) => row.querySelector(".rests-on ul")?.cloneNode(true) ?? "";

  // What to tell a reader whose answers were given to another version of a questionnaire; otherwise empty.
  const versionNote = (saved, { version }, started, answers) =>
    saved.version === version
      ? ""
      : `${started} with version ${saved.version} of the questionnaire; below is version ${version}. ${answers} that no longer exist are kept in your copy, but not shown.`;

  Object.assign((window.almanac.practice ??= {}), { instruments, linksOf, versionNote });
}
