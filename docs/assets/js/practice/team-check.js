// The team check page: the list of checks, the open check, and its results. check-store.js stores the checks. Each
// change starts from what is stored at that moment, and is saved at once.
"use strict";

if (window.almanac?.practice?.show?.comparison && window.almanac.csv) {
  const { button, count, csv, download, longDay, make, say, sayNotKept, setAddress, today } = window.almanac;
  const { actionList, calendar, instruments, newAction, newCheck, show, statementFields, store, versionNote } = window.almanac.practice;
  const { checks: files } = window.almanac.practice;
  const { MOST, PLAN_FULL, changedAction, isDay, rated, withAction, withoutAction } = files;
  const { save, savedEntries, setUnlessFocused } = window.almanac.practice.saved;
  const { planRows, progress, ratingRows, statementsOf } = window.almanac.practice.results;
  const at = (id) => document.getElementById(id);
  const teamInstruments = instruments.filter(({ audience }) => audience === "team");
  const instrumentOf = (check) => teamInstruments.find(({ key }) => key === check?.instrument);

  let open = null; // the check being shown, as last read
  const fieldsOf = new Map(); // instrument -> statement -> its fields

  // ---- Changing what is saved ----

  const { change, drawList, row } = savedEntries({
    store, files, field: "checks", one: "check", unnamed: "No name", file: "team-checks", opened: () => open,
  });

  const on = {
    rate: (statement, part) => change((check) => rated(check, statement, part)),
    change: (key, part) => {
      if (part.due && !isDay(part.due)) return;
      change((check) => changedAction(check, key, part));
    },
    add(statement) {
      const action = newAction(statement);
      if (!withAction(open, action)) return say(PLAN_FULL);
      change((check) => withAction(check, action) ?? check, "Action added to the plan.");
      if (statement) fieldsOf.get(open.instrument).get(statement).focusAction(action.key);
      else otherActions.focus(action.key);
    },
    remove(key) {
      const removed = open.actions.find((one) => one.key === key);
      change((check) => withoutAction(check, key));
      const back = button("Undo", "Undo: restore the action", () => {
        if (!withAction(open, removed)) return say(PLAN_FULL);
        change((check) => (check.actions.some((one) => one.key === key) ? check : withAction(check, removed) ?? check), "Restored.");
        fieldsOf.get(open.instrument).get(removed.statement)?.focusAction(key);
      });
      say("Action removed. ", back);
      back.focus();
    },
  };
  const otherActions = actionList(on);

  // ---- The list of checks ----

  function rowOf(check) {
    const instrument = instrumentOf(check);
    const { rated: done, of } = instrument ? progress(instrument, check) : { rated: 0, of: 0 };
    const far = instrument ? `${done} of ${of} statements rated` : "with a questionnaire that is not on this site";
    return row(check, instrument ? `#check=${check.key}` : "", `${longDay(check.day)}. ${far}.`, `, ${longDay(check.day)}`);
  }

  // ---- The open check ----

  // The fields of a questionnaire are created when first needed.
  function fields(instrument) {
    if (!fieldsOf.has(instrument.key)) {
      const made = statementsOf(instrument).map((one) => [one.key, statementFields(instrument, one, on)]);
      fieldsOf.set(instrument.key, new Map(made));
    }
    return fieldsOf.get(instrument.key);
  }

  function drawCheck() {
    const instrument = instrumentOf(open);
    at("check-title").textContent = `${open.name || "No name"}, ${longDay(open.day)}`;
    setUnlessFocused(at("check-name"), open.name);
    setUnlessFocused(at("check-day"), open.day);
    const { rated: done, of } = progress(instrument, open);
    const bar = make("progress", { max: String(of), value: String(done), "aria-label": "Statements rated" });
    at("how-far").replaceChildren(bar, ` ${done} of ${of} statements rated. Saved as you go.`);
    at("other-version").textContent = versionNote(open, instrument, "This check was started", "Ratings of statements");
    at("other-version").hidden = !at("other-version").textContent;
    for (const one of fields(instrument).values()) one.show(open);
    const known = new Set(statementsOf(instrument).map(({ key }) => key));
    otherActions.show(open.actions.filter(({ statement }) => !known.has(statement)));
    drawSoon();
  }

  // Charts and tables are drawn a moment later, because somebody may be writing.
  let waiting = 0;
  function drawSoon() {
    waiting ||= setTimeout(() => {
      waiting = 0;
      if (!open) return;
      const instrument = instrumentOf(open);
      show.results(instrument, open, at, on.add);
      show.plan(instrument, open, at);
      show.comparison(instrument, open);
      show.spread(instrument, open);
    }, 60);
  }

  function draw() {
    drawList(rowOf);
    if (!open) return;
    open = store.read().find(({ key }) => key === open.key) ?? open;
    drawCheck();
  }

  // The view follows the address, so that Back leads to the list.
  function follow(moveFocus = true) {
    const [, key = ""] = /^#check=([a-z0-9-]+)$/.exec(location.hash) ?? [];
    if (location.hash && !key) {
      if (location.hash === "#your-checks") close();
      return; // a heading within the page
    }
    const found = store.read().find((one) => one.key === key);
    if (key && !found) say("This check is not saved on this device.");
    if (!instrumentOf(found)) return close();
    const other = open?.key !== found.key;
    open = found;
    if (other) at("earlier").value = "";
    document.documentElement.classList.add("check-open");
    for (const id of ["one-check", "forms", "outcome"]) at(id).hidden = false;
    at("all-checks").hidden = true;
    for (const form of document.querySelectorAll(".questionnaire")) form.hidden = form.id !== `form-${found.instrument}`;
    draw();
    if (other && moveFocus) at("check-title").focus();
  }

  function close() {
    const focus = open !== null;
    open = null;
    for (const id of ["one-check", "forms", "outcome"]) at(id).hidden = true;
    at("all-checks").hidden = false;
    draw();
    if (focus) at("your-checks").focus();
  }

  at("start").addEventListener("submit", (event) => {
    event.preventDefault();
    const [name, day] = [at("new-name").value.trim(), at("new-day").value];
    if (!name || !isDay(day)) return say("Write a name and a date first.");
    if (store.read().length >= MOST.checks) return say(`You can keep up to ${MOST.checks} checks. Remove one first.`);
    const check = newCheck(name, day, teamInstruments.find(({ key }) => key === at("new-instrument").value));
    const kept = store.change((all) => [...all, check]);
    at("new-name").value = "";
    location.hash = `check=${check.key}`;
    if (!kept) sayNotKept();
  });
  at("check-name").addEventListener("input", ({ target }) => change((check) => ({ ...check, name: target.value })));
  at("check-day").addEventListener("input", ({ target }) => isDay(target.value) && change((check) => ({ ...check, day: target.value })));
  // Links within the page do not change the address, because it says which check is open.
  for (const link of document.querySelectorAll("#one-check .go-to a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const place = document.querySelector(link.getAttribute("href"));
      place.scrollIntoView();
      place.focus({ preventScroll: true });
    });
  }
  at("back-to-all").addEventListener("click", (event) => {
    event.preventDefault();
    setAddress(location.pathname + location.search);
    close();
  });
  at("add-other").addEventListener("click", () => on.add(""));
  at("earlier").addEventListener("change", () => show.comparison(instrumentOf(open), open));

  // ---- Files and paper ----

  at("plan-csv").addEventListener("click", () => save("team-check-plan.csv", "text/csv;charset=utf-8", csv(planRows(instrumentOf(open), open))));
  at("ratings-csv").addEventListener("click", () => save("team-check-ratings.csv", "text/csv;charset=utf-8", csv(ratingRows(instrumentOf(open), open))));
  at("bare-file").addEventListener("click", () => save("team-check-for-comparing.json", "application/json", files.fileOf([open], { bare: true })));
  at("plan-calendar").addEventListener("click", () => {
    const dated = open.actions.filter(({ due }) => due).length;
    if (!dated) return say("No action has a date yet, so there is nothing to add to a calendar.");
    const about = Object.fromEntries(statementsOf(instrumentOf(open)).map(({ key, says }) => [key, says]));
    download("team-check-plan.ics", "text/calendar;charset=utf-8", calendar(open, today(), about));
    say(`${count(dated, "date", "dates")} in team-check-plan.ics.`);
  });

  function print(part) {
    document.documentElement.dataset.prints = part;
    window.print();
  }
  addEventListener("afterprint", () => delete document.documentElement.dataset.prints);
  at("print-plan").addEventListener("click", () => print("plan"));
  at("print-results").addEventListener("click", () => print("results"));
  at("print-all").addEventListener("click", () => print("all"));

  at("open-teams").addEventListener("change", async ({ target }) => {
    await show.openTeams([...target.files]);
    target.value = "";
    if (open) show.spread(instrumentOf(open), open);
  });

  // ---- Begin ----

  at("other-actions").append(otherActions.place);
  at("new-day").value = today();
  at("new-instrument").append(...teamInstruments.map(({ key, title }) => make("option", { value: key }, title)));
  at("which").hidden = teamInstruments.length < 2;
  at("start").hidden = teamInstruments.length === 0;
  const blanks = teamInstruments.map(({ page, title }) => make("a", { href: page }, `Print a blank form${teamInstruments.length > 1 ? `: ${title}` : ""}`));
  at("blank-forms").append(...blanks.flatMap((link) => [link, " "]));
  at("without-scripts").hidden = true;
  document.documentElement.classList.add("tool-runs");
  at("my-checks").hidden = false;
  store.listen(draw);
  addEventListener("hashchange", () => follow());
  close();
  follow(false);
}
