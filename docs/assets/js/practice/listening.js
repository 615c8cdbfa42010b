// The listening page: rounds, asking one person after another, the results, and what is done about them.
"use strict";

if (window.almanac?.practice?.asking && window.almanac.practice.show && window.almanac.csv) {
  const { button, count, csv, download, grouped, longDay, make, say, sayNotKept, setAddress, today } = window.almanac;
  const { asking, bars, instruments, newAction, newCheck, oneDecimal, store, table, versionNote } = window.almanac.practice;
  const { answers: files } = window.almanac.practice;
  const { FEWEST, MOST, counted, mended, totalRows, totals } = files;
  const { randomKey, savedEntries, storeOf } = window.almanac.practice.saved;
  const { MOST: MOST_OF_CHECKS, PLAN_FULL, isDay, withAction } = window.almanac.practice.checks;
  const { mostOf } = window.almanac.practice.results;
  const at = (id) => document.getElementById(id);
  const sets = instruments.filter(({ audience }) => audience !== "team");
  const instrumentOf = (round) => sets.find(({ key }) => key === round?.instrument);

  const rounds = storeOf("almanac-listening", "rounds", mended);
  let open = null; // the round being shown
  let person = null; // the person being asked

  // ---- Rounds ----

  const { change, drawList, row } = savedEntries({
    store: rounds, files, field: "rounds", one: "round", unnamed: "No name", file: "listening", opened: () => open,
  });
  const people = ({ people: number }) => (number ? count(number, "person has answered", "people have answered") : "Nobody has answered yet");

  function rowOf(round) {
    const known = instrumentOf(round);
    const what = known ? known.title : "Questions that are not on this site";
    return row(round, known ? `#round=${round.key}` : "", `${what}. ${longDay(round.day)}. ${people(round)}.`, `, ${longDay(round.day)}`);
  }

  // ---- What was heard ----

  function commentList(rows) {
    const told = rows.filter(({ comments }) => comments.length);
    if (!told.length) return [];
    const one = (comment) => {
      const away = button("Remove", `Remove the comment: ${comment.text.slice(0, 60)}`, () => {
        change((round) => ({ ...round, comments: round.comments.filter(({ key }) => key !== comment.key) }));
        at("heard").focus();
      });
      return make("li", {}, comment.text, " ", away);
    };
    return [make("h3", {}, "Comments"), ...told.flatMap(({ says, comments }) => [make("h4", {}, says), make("ul", {}, ...comments.map(one))])];
  }

  function showTotals() {
    const instrument = instrumentOf(open);
    const rows = totals(instrument, open);
    const missing = FEWEST - open.people;
    at("too-few").hidden = rows !== null;
    at("too-few").textContent = `Results appear once ${FEWEST} people have answered, so that nobody can be recognised. ${count(missing, "more is", "more are")} needed.`;
    for (const id of ["print-round", "round-csv"]) at(id).hidden = rows === null;
    if (!rows) return [at("totals"), at("comments")].forEach((place) => place.replaceChildren());
    const most = mostOf(instrument);
    const head = ["Question", ...instrument.scale.map(({ label }) => label), "Mean"];
    const cells = rows.map(({ says, counts, n, mean }, index) => [
      `${index + 1}. ${says}`,
      ...(counts ?? instrument.scale.map(() => "–")).map(String),
      counts === null ? "fewer than five answers" : mean === null ? "too few that count" : `${oneDecimal(mean)} (n = ${n})`,
    ]);
    const shown = rows.map(({ mean, n }, index) => [`Question ${index + 1}`, mean, mean === null ? "" : `, n = ${n}`]);
    at("totals").replaceChildren(bars("Mean answer to each question", shown, most), table("Answers to each question", head, cells, "ratings"));
    at("comments").replaceChildren(...commentList(rows));
  }

  function offerChecks() {
    const all = store.read();
    const before = at("act-check").value;
    const fresh = make("option", { value: "" }, "A new plan: what we heard");
    at("act-check").replaceChildren(...all.map(({ key, name, day }) => make("option", { value: key }, `${name || "No name"}, ${longDay(day)}`)), fresh);
    if (all.some(({ key }) => key === before)) at("act-check").value = before;
  }

  at("act").addEventListener("submit", (event) => {
    event.preventDefault();
    const what = at("act-what").value.trim();
    if (!what) return say("Write an action first.");
    const action = newAction("", what);
    const { questionnaire, version } = document.querySelector("#team-questionnaires [data-questionnaire]")?.dataset ?? {};
    if (!questionnaire) return say("This site has no team check, so there is no plan to add to.");
    const team = { key: questionnaire, version: Number(version) };
    const chosen = store.read().find(({ key }) => key === at("act-check").value);
    const check = withAction(chosen ?? newCheck(`What we heard: ${open.name}`.slice(0, MOST.name), today(), team), action);
    if (!check) return say(PLAN_FULL);
    if (!chosen && store.read().length >= MOST_OF_CHECKS.checks) return say(`You can keep up to ${MOST_OF_CHECKS.checks} checks. Remove one first.`);
    const kept = store.change((all) => (chosen ? all.map((one) => (one.key === check.key ? check : one)) : [...all, check]));
    at("act-what").value = "";
    at("acted").replaceChildren("Added. Give it a name and a date in ", make("a", { href: `team-check.html#check=${check.key}` }, "the plan"), ".");
    at("acted").hidden = false;
    if (kept) say("Added to the plan.");
    else sayNotKept();
  });

  // ---- Showing ----

  function draw() {
    drawList(rowOf);
    if (!store.isKept()) at("not-kept").hidden = false; // an action may be lost too
    if (!open) return;
    open = rounds.read().find(({ key }) => key === open.key) ?? open;
    at("round-title").textContent = `${open.name || "No name"}: ${instrumentOf(open).title}`;
    at("round-people").textContent = `${people(open)}.`;
    at("other-version").textContent = versionNote(open, instrumentOf(open), "This round was started", "Answers to questions");
    at("other-version").hidden = !at("other-version").textContent;
    offerChecks();
    showTotals();
  }

  function showOnly(id) {
    for (const part of ["all-rounds", "one-round", "asking"]) at(part).hidden = part !== id;
    for (const part of ["guidance", "keep"]) at(part).hidden = id !== "all-rounds";
    for (const part of document.querySelectorAll(".prose > :is(.stays, .lead)")) part.hidden = id === "asking";
  }

  // The view follows the address, so that Back goes one step back.
  function follow() {
    const [, what = "", given = ""] = /^#(round|ask)=([a-z0-9-]+)$/.exec(location.hash) ?? [];
    if (what === "ask" && person) {
      showOnly("asking");
      return person.show(Number(given));
    }
    if (what === "ask") setAddress(location.pathname); // the page was reloaded, so nobody is being asked
    const found = what === "round" ? rounds.read().find((one) => one.key === given) : null;
    if (location.hash && !what && location.hash !== "#your-rounds") return;
    const before = open;
    open = instrumentOf(found) ? found : null;
    person = null;
    showOnly(open ? "one-round" : "all-rounds");
    draw();
    if (open) at("round-title").focus();
    else if (before) at("your-rounds").focus();
  }

  function back(text) {
    person = null;
    history.replaceState(null, "", `#round=${open.key}`);
    follow();
    say(text);
  }

  function ask(intro) {
    person = asking({
      instrument: instrumentOf(open),
      intro,
      stopped: () => back("Stopped. Nothing was kept."),
      finished(answers, comments) {
        const said = Object.values(comments).some((text) => text.trim());
        if (!Object.keys(answers).length && !said) return back("No questions were answered, so nothing was counted.");
        const written = Object.entries(comments).map(([statement, text]) => ({ key: randomKey("said"), statement, text }));
        const before = open.comments.length;
        const full = before + written.filter(({ text }) => text.trim()).length > MOST.comments;
        const noRoom = ` This round can hold ${grouped(MOST.comments)} comments, so not all of yours were kept.`;
        const thanks = `Thank you. The answers were added to the total.${full ? noRoom : ""}`;
        const told = change((round) => counted(round, answers, written), thanks);
        back(told);
        if (!told) sayNotKept();
      },
    });
    location.hash = `ask=${person.first}`;
  }
  const introOf = ({ form }) => [...form.querySelectorAll(".intro p")].map(({ textContent }) => textContent);
  at("ask-now").addEventListener("click", () => ask(introOf(instrumentOf(open))));
  at("enter-paper").addEventListener("click", () => ask([]));

  at("start").addEventListener("submit", (event) => {
    event.preventDefault();
    const [name, day] = [at("new-name").value.trim(), at("new-day").value];
    const instrument = sets.find(({ key }) => key === at("new-instrument").value);
    if (!name || !isDay(day) || !instrument) return say("Write a name and a date first, and choose who you will ask.");
    if (rounds.read().length >= MOST.rounds) return say(`You can keep up to ${MOST.rounds} rounds. Remove one first.`);
    const round = { key: randomKey("round"), name, day, instrument: instrument.key, version: instrument.version, people: 0, counts: {}, comments: [] };
    const kept = rounds.change((all) => [...all, round]);
    at("new-name").value = "";
    location.hash = `round=${round.key}`;
    if (!kept) sayNotKept();
  });
  at("back-to-all").addEventListener("click", (event) => {
    event.preventDefault();
    setAddress(location.pathname);
    follow();
  });

  // ---- Files and paper ----

  at("print-round").addEventListener("click", () => window.print());
  at("round-csv").addEventListener("click", () => {
    download("listening-totals.csv", "text/csv;charset=utf-8", csv(totalRows(instrumentOf(open), open)));
    say("Saved as listening-totals.csv, without comments.");
  });

  // ---- Begin ----

  at("new-day").value = today();
  at("new-instrument").append(...sets.map(({ key, title }) => make("option", { value: key }, title)));
  at("start").hidden = sets.length === 0;
  at("heard").tabIndex = -1;
  at("forms").hidden = true;
  at("without-scripts").hidden = true;
  document.documentElement.classList.add("tool-runs");
  at("my-listening").hidden = false;
  rounds.listen(draw);
  store.listen(draw);
  addEventListener("hashchange", follow);
  follow();
}
