// The studies about two topics at once: two menus, and the list below them. The state is in the address.
"use strict";

if (window.almanac?.catalogue) {
  const { count, fetched, make, root } = window.almanac;
  const { Catalogue, few } = window.almanac.catalogue;
  const MOST = 50; // rows shown
  const place = document.querySelector(".cross");
  const form = place.querySelector("form");
  const { and, topic } = form.elements;
  const said = place.querySelector("#crossed-said");
  const rows = place.querySelector("#crossed");
  let catalogue = null;

  const holding = (key) => catalogue.studies.filter(({ topics }) => topics.includes(key));
  const nameOf = (key) => catalogue.topics[key] ?? key;

  // Lists the topics that have studies, with how many. Once a first topic is chosen, counts the studies about both.
  function fill(box, studies, without) {
    const counts = new Map();
    for (const study of studies) for (const key of study.topics) counts.set(key, (counts.get(key) ?? 0) + 1);
    const named = [...counts].filter(([key]) => key !== without).map(([key, number]) => [key, nameOf(key), number]);
    named.sort(([, one], [, other]) => one.localeCompare(other, "en-GB"));
    const before = box.value;
    const options = named.map(([key, name, number]) => make("option", { value: key }, `${name} (${number})`));
    box.replaceChildren(box.options[0], ...options);
    box.value = counts.has(before) && before !== without ? before : "";
  }

  function row({ authors, container, key, title, year }) {
    const link = make("a", { href: new URL(`research/${key}.html`, root).href }, title);
    const about = [few(authors), year || "no date", container].filter(Boolean).join(" · ");
    return make("li", {}, make("div", {}, link, make("small", {}, about)));
  }

  function draw() {
    fill(and, topic.value ? holding(topic.value) : [], topic.value);
    and.disabled = !topic.value;
    rows.replaceChildren();
    said.textContent = "";
    if (!and.value) {
      if (topic.value && and.options.length === 1) said.textContent = `No study on ${nameOf(topic.value)} is about another topic as well.`;
      return;
    }
    const found = holding(topic.value).filter(({ topics }) => topics.includes(and.value));
    const shown = found.length > MOST ? ` The newest ${MOST} are shown.` : "";
    said.textContent = `${count(found.length)} on both ${nameOf(topic.value)} and ${nameOf(and.value)}.${shown}`;
    rows.replaceChildren(...found.slice(0, MOST).map(row));
  }

  function keep() {
    const chosen = new URLSearchParams([["topic", topic.value], ["and", and.value]].filter(([, value]) => value));
    try {
      history.replaceState(history.state, "", `${location.pathname}${chosen.size ? `?${chosen}` : ""}`);
    } catch {
      // The address of a page opened from a disk may not change.
    }
  }

  function begin(given) {
    catalogue = new Catalogue(given);
    const asked = new URLSearchParams(location.search);
    fill(topic, catalogue.studies, "");
    topic.value = asked.get("topic") ?? "";
    if (!topic.value) topic.value = ""; // an unknown topic selects nothing
    draw();
    and.value = asked.get("and") ?? "";
    if (!and.value) and.value = "";
    draw();
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => {
      draw();
      keep();
    });
    form.hidden = false;
    if (topic.value) place.scrollIntoView();
  }

  fetched(new URL("api/v1/catalogue.json", root).href)
    .then(begin)
    .catch(() => (said.textContent = "The list of studies could not be loaded. Reload the page to try again."))
    .finally(() => (place.querySelector("#without-scripts").hidden = true));
}
