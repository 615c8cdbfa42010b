// Validates what the handout page fetches: the names and contact details of organisations, and urgent contacts.
"use strict";

if (window.almanac) {
  const { isRecord, list, record, texts, words } = window.almanac.kinds;

  // The valid part of what the build wrote, or null if the data is not of the right form at all.
  function handoutData(given) {
    if (!isRecord(given) || !isRecord(given.bodies)) return null;
    const named = Object.entries(given.bodies).filter(([, body]) => isRecord(body) && words(body.name));
    const reach = (body) => ({
      line: words(body.line),
      nations: words(body.nations),
      checked: words(body.checked),
      due: words(body.due) || "9999",
      web: /^https?:/.test(words(body.web)) ? body.web : "",
      phones: list(body.phones).map(texts).filter((phone) => phone.length > 1),
      emails: texts(body.emails),
    });
    const isName = (one) => named.some(([key]) => key === one);
    const bodies = named.map(([key, body]) => [
      key,
      { ...body, state: words(body.state), after: texts(body.after).filter(isName), ...reach(body) },
    ]);
    const contact = (one) => ["number", "name", "use", "hours", "checked"].every((part) => words(record(one)[part]));
    const urgent = Object.entries(record(given.urgent)).map(([nation, contacts]) => [nation, list(contacts).filter(contact)]);
    const former = Object.entries(record(given.former)).filter(([, key]) => words(key));
    const inNations = (nations) => Object.entries(record(nations)).map(([nation, keys]) => [nation, texts(keys).filter(isName)]);
    const needs = Object.entries(record(given.needs)).map(([need, nations]) => [need, Object.fromEntries(inNations(nations))]);
    return {
      bodies: Object.fromEntries(bodies),
      urgent: Object.fromEntries(urgent),
      former: Object.fromEntries(former),
      needs: Object.fromEntries(needs),
    };
  }

  window.almanac.handoutData = handoutData;
}
