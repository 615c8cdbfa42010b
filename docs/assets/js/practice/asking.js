// One question at a time, with large type, large targets, and Back for the previous question. Nothing is saved until
// the end.
"use strict";

if (window.almanac?.practice?.instruments && window.almanac.practice.answers) {
  const { button, make } = window.almanac;
  const { MOST } = window.almanac.practice.answers;
  const { statementsOf } = window.almanac.practice.results;
  const at = (id) => document.getElementById(id);

  const FACES = {
    glad: "M22 24v3M42 24v3M18 38c6 12 22 12 28 0",
    flat: "M22 24v3M42 24v3M20 43h24",
    sad: "M22 24v3M42 24v3M18 47c6-12 22-12 28 0",
    unsure: "M24 25c0-11 17-11 17 0 0 7-9 7-9 15M32 48v1",
  };
  const SVG = "http://www.w3.org/2000/svg";
  function face(name) {
    const svg = document.createElementNS(SVG, "svg");
    const parts = [["circle", { cx: "32", cy: "32", r: "26" }], ["path", { d: FACES[name] ?? "" }]];
    for (const [attribute, value] of Object.entries({ class: "face", viewBox: "0 0 64 64", "aria-hidden": "true" })) svg.setAttribute(attribute, value);
    for (const [shape, attributes] of parts) {
      const element = document.createElementNS(SVG, shape);
      for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
      svg.append(element);
    }
    return svg;
  }

  // Asks one person. `intro` has the paragraphs before the first question, and is empty for a paper form. `finished` is
  // called with the answers and comments, and `stopped` if the person stops. Returns the first step, and a function
  // that shows the step in the address.
  function asking({ instrument, intro, finished, stopped }) {
    const questions = statementsOf(instrument);
    const answers = {};
    const comments = {};

    function page(title, ...content) {
      at("asking-title").textContent = title;
      at("asking-body").replaceChildren(...content);
      at("asking-title").focus();
      window.scrollTo(0, 0);
    }
    const go = (step) => (location.hash = `ask=${step}`);
    const stop = () => button("Stop and discard my answers", "", stopped);

    function introduction() {
      page(
        "Before you start",
        ...intro.map((text) => make("p", {}, text)),
        make("p", {}, `There are ${questions.length} questions. Your answers are added to the totals only when you finish.`),
        make("p", { class: "actions" }, button("I am happy to answer", "", () => go(1)), button("No, thank you", "", stopped)),
      );
    }

    function question(number) {
      const { key, says } = questions[number - 1];
      const choices = instrument.scale.map((point) => {
        const choice = button("", "", () => {
          answers[key] = point.key;
          for (const other of choices) other.setAttribute("aria-pressed", String(other === choice));
        });
        choice.append(...(point.face ? [face(point.face)] : []), make("span", {}, point.label));
        choice.setAttribute("aria-pressed", String(answers[key] === point.key));
        return choice;
      });
      const text = make("textarea", { id: "asking-comment", rows: "3", maxlength: String(MOST.text) });
      text.value = comments[key] ?? "";
      text.addEventListener("input", () => (comments[key] = text.value));
      const next = button(number === questions.length ? "Go to the end" : "Next question", "", () => go(number + 1));
      const before = number > 1 ? [button("Previous question", "", () => go(number - 1))] : [];
      page(
        says,
        make("p", { class: "muted" }, `Question ${number} of ${questions.length}. You can skip it.`),
        make("div", { class: "big-answers", role: "group", "aria-labelledby": "asking-title" }, ...choices),
        make("p", {}, make("label", { for: "asking-comment" }, "Anything you would like to add? No names, please."), text),
        make("p", { class: "actions" }, next, ...before, stop()),
      );
    }

    function end() {
      const number = Object.keys(answers).length;
      const finish = button("Finish: add my answers", "", () => finished(answers, comments));
      const back = button("Previous question", "", () => go(questions.length));
      const told = number ? `You have answered ${number} of ${questions.length} questions.` : "You have not answered any questions. If you finish now, nothing will be counted.";
      page("Thank you", make("p", {}, told), make("p", { class: "actions" }, finish, back, stop()));
    }

    const first = intro.length ? 0 : 1;
    return {
      first,
      show(step) {
        if (step === 0 && intro.length) introduction();
        else if (step >= 1 && step <= questions.length) question(step);
        else end();
      },
    };
  }

  Object.assign(window.almanac.practice, { asking });
}
