// The team checks saved on the device, for the pages that show them or add to their plans.
"use strict";

if (window.almanac?.practice?.checks && window.almanac.practice.saved) {
  const { randomKey, storeOf } = window.almanac.practice.saved;

  const store = storeOf("almanac-team-checks", "checks", window.almanac.practice.checks.mended);

  // A new check. If a check with the same name is saved here, it gets the same team identifier.
  function newCheck(name, day, { key, version }) {
    const same = store.read().find((one) => one.name.trim().toLowerCase() === name.trim().toLowerCase());
    return { key: randomKey("check"), team: same?.team ?? randomKey("team"), name: name.trim(), day, instrument: key, version, ratings: {}, actions: [] };
  }
  const newAction = (statement, what = "") => ({ key: randomKey("action"), statement, what, owner: "", due: "", done: false });

  Object.assign(window.almanac.practice, { store, newCheck, newAction });
}
