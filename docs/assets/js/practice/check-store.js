// The team checks saved on the device, for the pages that show them or add to their plans.
"use strict";

if (window.almanac?.practice?.checks) {
  const { keep } = window.almanac;
  const { mended } = window.almanac.practice.checks;

  const store = keep("almanac-team-checks", "checks", (one, seen) => {
    const check = mended(one);
    return check && !seen.has(check.key) ? check : null;
  });

  // A random identifier for a check, team or action, which reveals nothing about anybody.
  const drawn = (first) => `${first}-${[...crypto.getRandomValues(new Uint32Array(2))].map((one) => one.toString(36)).join("")}`;

  // A new check. If a check with the same name is saved here, it gets the same team identifier.
  function newCheck(name, day, { key, version }) {
    const same = store.read().find((one) => one.name.trim().toLowerCase() === name.trim().toLowerCase());
    return { key: drawn("check"), team: same?.team ?? drawn("team"), name: name.trim(), day, instrument: key, version, ratings: {}, actions: [] };
  }
  const newAction = (statement, what = "") => ({ key: drawn("action"), statement, what, owner: "", due: "", done: false });

  Object.assign(window.almanac.practice, { drawn, store, newCheck, newAction });
}
