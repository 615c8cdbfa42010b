// The handout: the organisations that the reader chose, as one sheet to print. add-to-handout.js saves the choice.
// Their details come from one file, which has no contact details for closed organisations.
"use strict";

if (window.almanac?.handout && window.almanac.keptRows && window.almanac.handoutData) {
  const { button, copy, count, download, handout, keep, keptRows, longDay, make, root } = window.almanac;
  const { fetched, handoutData, say, sayNotKept, setAddress, today, words, KEY } = window.almanac;
  const at = (id) => document.getElementById(id);
  const sheet = at("sheet");
  const rows = sheet.querySelector(".bodies-on-sheet");
  const mostShared = 100; // organisations accepted from one shared address
  const onePage = 6; // organisations that fit on one page in normal print
  const bodies = (number) => count(number, "organisation", "organisations");
  const onSheet = () => `${bodies(handout.read().length)} on your handout.`;

  const settings = keep("almanac-handout-words", "words", (one, seen) => {
    if (typeof one !== "object" || one === null || seen.size) return null;
    return { ...one, title: words(one.title), note: words(one.note), nation: words(one.nation), size: words(one.size) };
  });
  // Unless the reader chooses otherwise, the sheet has the urgent numbers for their own nation.
  const chosen = () => settings.read()[0] ?? { title: "", note: "", nation: document.documentElement.dataset.nation ?? "", size: "" };

  let data = null; // from the build: organisations, former keys, urgent contacts
  const known = (key) => (data && Object.hasOwn(data.bodies, key) ? data.bodies[key] : null);
  const stands = (key) => Boolean(known(key)) && !known(key).state;
  const pageOf = (key) => `../directory/${key}.html`;
  const withoutScheme = (address) => address.replace(/^https?:\/\//, "").replace(/\/$/, "");
  const isLate = ({ due }) => today() > due; // printed too, because paper outlives the page
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  const { rowOf, change, buttons, removeButton, drawRows } = keptRows({
    kept: handout,
    rows,
    one: "organisation",
    nameOf: (key) => known(key)?.name ?? handout.read().find((one) => one.key === key)?.title ?? key,
    tally: onSheet,
  });

  // ---- The organisations on the sheet ----

  const put = (key) => ({ key, title: known(key).name });

  function reached(body) {
    const lines = body.phones.map(([number, purpose, hours]) =>
      make("p", { class: "reach" }, make("b", {}, number), ` ${purpose}`, hours ? `. ${capital(hours)}` : ""),
    );
    lines.push(...body.emails.map((email) => make("p", { class: "reach" }, email)));
    if (body.web) lines.push(make("p", { class: "reach" }, make("a", { href: body.web }, withoutScheme(body.web))));
    const dead = "Its website did not answer when we last checked, and we have no phone number for it.";
    const none = body.dead ? dead : "We have no phone number or website for it.";
    if (!lines.length) lines.push(make("p", { class: "reach" }, none));
    const late = isLate(body) ? "review overdue" : "";
    const seen = [body.nations, `checked ${body.checked}`, late].filter(Boolean).join(" · ");
    lines.at(-1).append(make("span", { class: "checked" }, ` · ${seen}`));
    return lines;
  }

  function standing(key, body) {
    const size = { width: "96", height: "96" };
    const text = `QR code for ${withoutScheme(body.web)}`;
    const code = body.web ? [make("img", { src: `../directory/${key}.qr.svg`, alt: text, ...size })] : [];
    return [
      ...code,
      make("h3", {}, make("a", { href: pageOf(key) }, body.name)),
      make("p", {}, body.line),
      ...reached(body),
      make("p", { class: "actions" }, ...buttons(key, body.name)),
    ];
  }

  // An organisation that cannot be on the handout: says why, and what can replace it.
  function leftOff(key, title, body) {
    const why = body ? `${body.name}: ${body.state}` : `${title}: no longer in the directory`;
    const others = (body?.after ?? []).filter((other) => !handout.read().some((one) => one.key === other));
    const instead = others.map((other) =>
      button(`Replace with ${known(other).name}`, "", () => replace(key, other)),
    );
    const away = removeButton(key, body?.name ?? title);
    return [make("p", {}, `${why}. It will not be printed.`), make("p", { class: "actions" }, ...instead, away)];
  }

  function makeRow({ key, title }) {
    const row = make("li", { "data-key": key });
    const body = known(key);
    if (!data) {
      row.append(make("h3", {}, title), make("p", { class: "actions" }, removeButton(key, title)));
    } else if (stands(key)) {
      row.append(...standing(key, body));
    } else {
      row.className = "left-off";
      row.append(...leftOff(key, title, body));
    }
    return row;
  }

  const once = (all) => all.filter(({ key }, index) => all.findIndex((one) => one.key === key) === index);

  function replace(key, other) {
    change((all) => once(all.map((one) => (one.key === key ? put(other) : one))), () => `Replaced. ${onSheet()}`);
    rowOf(other).querySelector("button").focus();
  }

  at("add").addEventListener("click", () => {
    const key = at("more").value;
    if (!key) return say("Choose an organisation first.");
    change((all) => [...all.filter((one) => one.key !== key), put(key)], () => `Added. ${onSheet()}`);
  });

  at("clear").addEventListener("click", () => {
    const all = handout.read();
    const written = settings.read();
    for (const line of rows.querySelectorAll(":scope > .done")) line.remove();
    settings.change(() => []);
    change(() => [], () => `Removed. ${onSheet()}`);
    const undo = button("Undo", `Undo: restore ${bodies(all.length)}`, () => {
      at("cleared").hidden = true;
      settings.change((now) => (now.length ? now : written));
      const back = (now) => [...all, ...now.filter(({ key }) => !all.some((one) => one.key === key))];
      change(back, () => `Restored. ${onSheet()}`);
      at("clear").focus();
    });
    at("cleared").replaceChildren(`${bodies(all.length)} removed, along with what you wrote. `, undo);
    at("cleared").hidden = false;
    undo.focus();
  });

  // ---- The rest of the sheet ----

  // The urgent contacts for the chosen nation. A listening line is left out if an organisation on the sheet has its
  // number.
  function urgentContacts() {
    const dangers = Object.values(data?.urgent ?? {})[0]?.filter(({ rank }) => rank === "danger") ?? [];
    const onSheet = handout.read().filter(({ key }) => stands(key));
    const printed = new Set(onSheet.flatMap(({ key }) => known(key).phones.map(([number]) => number.toLowerCase())));
    const wanted = data?.urgent[chosen().nation] ?? dangers;
    return wanted.filter(({ rank, number }) => rank !== "listening" || !printed.has(number.toLowerCase()));
  }

  function urgent() {
    const { nation } = chosen();
    const contacts = urgentContacts();
    const lines = contacts.map(({ number, name, use, hours }) =>
      make("li", {}, make("b", {}, number), ` ${name}: ${use}. ${capital(hours)}.`),
    );
    const box = sheet.querySelector(".urgent-on-sheet");
    box.hidden = lines.length === 0;
    box.querySelector("ul").replaceChildren(...lines);
    const online = location.protocol.startsWith("http");
    const more = online ? `${withoutScheme(new URL("urgent-help/index.html", root).href)}` : "our page of urgent help";
    const days = [...new Set(contacts.map(({ checked }) => checked))];
    const late = contacts.filter(isLate).map(({ name }) => ` Review overdue: ${name}.`);
    const rest = nation ? "" : ` Other urgent help, by nation: ${more}`;
    box.querySelector("p").textContent = `Numbers checked ${days.join(" and ")}.${late.join("")}${rest}`;
  }

  // The organisations that can be added: those still active and not yet on the sheet.
  function offer(all) {
    const free = Object.keys(data?.bodies ?? {}).filter((key) => stands(key) && !all.some((one) => one.key === key));
    const more = at("more");
    const before = more.value;
    const options = free.map((key) => make("option", { value: key }, known(key).name));
    more.replaceChildren(make("option", { value: "" }, "Choose"), ...options);
    if (free.includes(before)) more.value = before;
    more.closest("p").hidden = free.length === 0;
  }

  function showSettings() {
    const { title, note, nation, size } = chosen();
    for (const [id, value] of Object.entries({ title, note, nation, size })) {
      if (at(id) !== document.activeElement || at(id).matches("select")) at(id).value = value;
      if (at(id).selectedIndex < 0) at(id).value = "";
    }
    at("sheet-title").textContent = title.trim() || "Useful contacts";
    at("sheet-note").textContent = note.trim();
    at("sheet-note").hidden = !note.trim();
    sheet.classList.toggle("large", size === "large");
    at("printed-on").textContent = longDay(today());
    urgent();
  }

  const ROOMY = 4; // organisations that fit on one sheet in larger type
  function tally(all) {
    const number = data ? all.filter(({ key }) => stands(key)).length : all.length;
    const large = chosen().size === "large";
    const fit = large ? "Large print may take several pages." : "More than six organisations may take a second page.";
    sheet.classList.toggle("roomy", number <= ROOMY); // if there are only a few, larger type fills the sheet
    const off = all.length - number;
    const left = off ? ` ${off} left out.` : "";
    at("how-many").textContent = all.length
      ? `${bodies(number)} on the sheet.${left} ${large || number > onePage ? fit : ""}`.trim()
      : "";
  }

  // Updates the page to match what is stored.
  function draw() {
    const all = handout.read();
    drawRows(all, makeRow);
    offer(all);
    showSettings();
    tally(all);
    sheet.hidden = all.length === 0;
    at("share-it").hidden = all.length === 0;
    at("empty").hidden = all.length > 0;
    at("print").hidden = all.length === 0;
    at("clear").hidden = all.length === 0 && settings.read().length === 0;
    at("not-kept").hidden = handout.isKept() && settings.isKept();
    at("damaged").hidden = handout.damaged() === null && settings.damaged() === null;
    const here = new URL(location.pathname, location.href);
    here.hash = `bodies=${all.map(({ key }) => key).join(",")}`;
    at("share-address").value = here.href;
    showShared();
  }

  for (const id of ["title", "note", "nation", "size"]) {
    at(id).addEventListener("input", () => {
      const wanted = { ...chosen(), [id]: at(id).value };
      if (!settings.change(() => (Object.values(wanted).some(Boolean) ? [wanted] : []))) sayNotKept();
    });
  }
  at("set-up").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeprint", () => {
    at("printed-on").textContent = longDay(today());
  });
  at("print").addEventListener("click", () => window.print());

  at("save-damaged").addEventListener("click", () => {
    const text = [handout.damaged(), settings.damaged()].filter((one) => one !== null).join("\n");
    download("almanac-handout-damaged.txt", "text/plain;charset=utf-8", text);
  });
  at("forget-damaged").addEventListener("click", () => {
    handout.forgetDamaged();
    settings.forgetDamaged();
    say("Deleted from this device.");
    at("title").focus();
  });

  // ---- A first draft, from what the person needs and in which nation ----

  const fill = (id, names) => at(id).append(...names.map((name) => make("option", {}, name)));

  function offerDrafts() {
    fill("draft-need", Object.keys(data.needs));
    fill("draft-nation", Object.keys(data.urgent));
    at("draft").hidden = Object.keys(data.needs).length === 0;
  }

  function draft() {
    const [need, nation] = [at("draft-need").value, at("draft-nation").value];
    if (!need || !nation) return say("Choose a need and a nation first.");
    const mine = new Set(handout.read().map(({ key }) => key));
    const found = (data.needs[need]?.[nation] ?? []).filter(stands);
    const added = found.filter((key) => !mine.has(key)).slice(0, onePage);
    if (!found.length) return say(`We have no confirmed organisation for this in ${nation}. Look for local help.`);
    if (!added.length) return say("All of these are on your handout already.");
    const wanted = { ...chosen(), nation: chosen().nation || nation };
    settings.change(() => [wanted]);
    change((all) => [...all, ...added.map(put)], () => `Added ${bodies(added.length)}. Remove any that are not right for the person.`);
  }
  at("draft").addEventListener("submit", (event) => {
    event.preventDefault();
    draft();
  });

  // ---- A handout that somebody shared ----

  let shared = []; // keys in the shared address
  function readShared() {
    const [, keys = ""] = /^#bodies=(.*)$/.exec(location.hash) ?? [];
    shared = [...new Set(keys.split(/,|%2c/i))].filter((key) => KEY.test(key)).slice(0, mostShared);
    showShared();
    if (shared.length) at("shared-title").focus();
  }

  const formerly = (key) => (data && Object.hasOwn(data.former, key) ? data.former[key] : key);
  function fresh() {
    const mine = new Set(handout.read().map(({ key }) => key));
    return shared.map(formerly).filter((key) => stands(key) && !mine.has(key));
  }

  function showShared() {
    at("shared").hidden = shared.length === 0 || !data;
    if (at("shared").hidden) return;
    const found = shared.map(formerly).filter(known);
    at("shared").querySelector("ul").replaceChildren(
      ...found.map((key) => {
        const { name, state } = known(key);
        return make("li", {}, make("a", { href: pageOf(key) }, name), state ? ` (${state}: it cannot be added)` : "");
      }),
    );
    const gone = shared.length - found.length;
    const parts = [`${bodies(found.length)}.`];
    if (gone) parts.push(`${bodies(gone)} in the address could not be found.`);
    parts.push(fresh().length ? "Your own handout stays as it is until you add them." : "There is nothing to add.");
    at("shared-says").textContent = parts.join(" ");
    at("take-shared").hidden = fresh().length === 0;
  }

  function closeShared() {
    shared = [];
    setAddress(location.pathname);
    draw();
    at("title").focus();
  }
  at("take-shared").addEventListener("click", () => {
    const keys = fresh();
    change((all) => [...all, ...keys.map(put)], () => `Added. ${onSheet()}`);
    closeShared();
  });
  at("leave-shared").addEventListener("click", closeShared);

  at("copy-address").addEventListener("click", async () => {
    if (await copy(at("share-address").value)) return say("Copied. The address includes only the organisations.");
    at("share-address").select();
    say("Your browser did not allow copying. The address is selected: press Ctrl and C, or Command and C.");
  });

  // ---- Begin ----

  // Gives organisations whose key has changed their new key.
  function renew(all) {
    return once(all.map((one) => ({ ...one, key: formerly(one.key) })));
  }

  function take(found) {
    data = found;
    fill("nation", Object.keys(data.urgent));
    offerDrafts();
    if (handout.read().some(({ key }) => formerly(key) !== key)) change(renew);
    rows.replaceChildren();
    draw();
  }

  async function begin() {
    const found = handoutData(await fetched("../api/v1/handout.json").catch(() => null));
    if (found) {
      take(found);
    } else {
      const why = location.protocol === "file:" ? "This copy of the site was opened from a disk." : "Reload the page to try again.";
      at("not-loaded").querySelector("span").textContent = why;
      at("not-loaded").hidden = false;
      draw();
    }
    show();
    readShared();
  }

  // The page is shown once complete, so that nothing jumps, but after two seconds in any case.
  const show = () => (at("my-handout").hidden = false);
  setTimeout(show, 2000);
  at("without-scripts").hidden = true;
  handout.listen(draw);
  settings.listen(draw);
  addEventListener("hashchange", readShared);
  draw();
  begin();
}
