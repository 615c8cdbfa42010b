// The fields of a team check: a choice of ratings, evidence and actions under each statement.
"use strict";

if (window.almanac?.practice?.instruments && window.almanac.practice.saved) {
  const { arrange, button, make } = window.almanac;
  const { MOST } = window.almanac.practice.checks;
  const { setUnlessFocused } = window.almanac.practice.saved;
  let made = 0; // for unique ids
  const nextId = (name) => `${name}-${(made += 1)}`;

  function field(label, control, more = {}) {
    control.id = nextId("field");
    return make("p", more, make("label", { for: control.id }, label), control);
  }

  // The fields of one action. `on` provides change(key, part) and remove(key).
  function actionFields(action, on) {
    const what = make("textarea", { rows: "2", maxlength: String(MOST.text) });
    const owner = make("input", { maxlength: String(MOST.short), autocomplete: "off" });
    const due = make("input", { type: "date", min: "2000-01-01", max: "2999-12-31" });
    const done = make("input", { type: "checkbox" });
    what.addEventListener("input", () => on.change(action.key, { what: what.value }));
    owner.addEventListener("input", () => on.change(action.key, { owner: owner.value }));
    due.addEventListener("input", () => on.change(action.key, { due: due.value }));
    done.addEventListener("change", () => on.change(action.key, { done: done.checked }));
    const box = make("fieldset", { class: "action" }, make("legend", {}, "Action"));
    const tick = make("label", { class: "tick" }, done, " Done");
    const remove = button("Remove this action", "", () => on.remove(action.key));
    box.append(field("What will you do?", what), field("Who?", owner), field("By when?", due), make("p", { class: "actions" }, tick, remove));
    const show = (now) => {
      setUnlessFocused(what, now.what);
      setUnlessFocused(owner, now.owner);
      setUnlessFocused(due, now.due);
      done.checked = now.done;
    };
    return { box, show, first: what };
  }

  // An element that shows the fields of some actions, and keeps existing fields wherever possible.
  function actionList(on) {
    const place = make("div", { class: "action-list" });
    const rows = new Map();
    function show(actions) {
      for (const key of [...rows.keys()]) if (!actions.some((one) => one.key === key)) rows.delete(key);
      for (const one of actions) {
        if (!rows.has(one.key)) rows.set(one.key, actionFields(one, on));
        rows.get(one.key).show(one);
      }
      arrange(place, actions.map(({ key }) => rows.get(key).box));
    }
    return { place, show, focus: (key) => rows.get(key)?.first.focus() };
  }

  // The fields of one statement, in place of the boxes for paper. `on` provides rate(statement, change) and
  // add(statement), and what actionFields needs.
  function statementFields(instrument, statement, on) {
    const { key, says, row } = statement;
    const name = `${instrument.key}-${key}`;
    const choices = instrument.scale.map(({ key: answer, label }) => {
      const input = make("input", { type: "radio", name, value: answer });
      input.addEventListener("change", () => input.checked && on.rate(key, { answer }));
      return { input, label: make("label", {}, input, ` ${label}`) };
    });
    const clear = button("Clear rating", `Clear rating: ${says}`, () => {
      on.rate(key, { answer: "" });
      choices[0].input.focus();
    });
    const legend = make("legend", { class: "unseen" }, `Rating: ${says}`);
    const answers = make("fieldset", { class: "answers" }, legend, ...choices.map(({ label }) => label), clear);
    const evidence = make("textarea", { rows: "2", maxlength: String(MOST.text) });
    evidence.addEventListener("input", () => on.rate(key, { evidence: evidence.value }));
    const actions = actionList(on);
    const add = button("Add an action", `Add an action: ${says}`, () => on.add(key));
    const fields = make("div", { class: "fields" }, answers, field("Evidence", evidence), actions.place, make("p", { class: "actions" }, add));
    row.querySelector(".boxes").before(fields);
    row.classList.add("on-screen-form");
    return {
      show(check) {
        const { answer = "", evidence: text = "" } = check.ratings[key] ?? {};
        for (const { input } of choices) input.checked = input.value === answer;
        clear.hidden = !answer;
        setUnlessFocused(evidence, text);
        actions.show(check.actions.filter((one) => one.statement === key));
      },
      focusAction: actions.focus,
    };
  }

  Object.assign(window.almanac.practice, { actionList, statementFields });
}
