// The search page: Pagefind finds, this page speaks the field's language before and after it.
// The state is the address, so that a search can be shared and the Back button works.
"use strict";

{
  const root = new URL("../../", document.currentScript.src).href;
  const onPage = 20;
  const atOnce = 10; // results that are shown before the rest of a page is fetched
  const longest = 200; // characters of a query that are used
  const box = document.getElementById("search-box");
  const [count, said, need, found, narrow, counting, facets, kinds, results, turn, nothing, near, nearest, start] = [
    "count", "said", "need", "found", "narrow", "counting", "facets", "kinds", "results", "turn", "nothing", "near", "nearest", "start",
  ].map((id) => document.getElementById(id));
  const choices = ["topic", "nation", "method"];
  const orders = { newest: ["year", -1], oldest: ["year", 1], title: ["title", 1] };
  const colours = {
    Studies: "evidence", Figures: "evidence", "Law and change": "law", Roles: "role", Messages: "role", Standards: "role",
    Organisations: "help", "Urgent help": "help",
  };
  const kindsInOrder = [
    "Situations", "Roles", "Messages", "Standards", "Studies", "Figures", "Law and change", "Organisations", "Urgent help",
    "Words", "Sources", "Pages",
  ];
  const urgentHelp = ["Urgent help by nation", "urgent-help/index.html", "Urgent help"];
  const namedFirst = ["Urgent help", "Organisations", "Words", "Law and change", "Roles", "Situations", "Figures"]; // of one name
  // How much a word counts in what Pagefind knows of a page beside its text (see almanac/search.py).
  const ranking = { metaWeights: { title: 8, aka: 8, authors: 3, about: 1, kind: 0, status: 0, year: 1 } };
  const urgent =
    /\b(suicid\w*|suiside|kill(ing)? (my|him|her|them)sel(f|ves)|overdos\w*|(want|going|wanna) to die|wanna die|end (my|it) (life|all)|(help|crisis|danger) now|help me|emergency help|self harm(ing)? now|hurt(ing)? myself)\b/;
  const howMany = /\b(how (many|much)|(number|share|proportion|percentage) of)\b/; // what a figure answers
  // Words that carry no meaning here: they are left out while others remain.
  const small = new Set(
    ("a about am an and any are as at be been between by can could did difference do does for from get had happened happens has have he her his how i if in is it " +
      "its many me much my of on or our she should so still than that the their them then there these they this those to us was we were what when " +
      "where which while who whom why will with would you your").split(" "),
  );

  /* ---- Words ---- */

  // As the build folds names: lower case, no accents, no signs (the letters are those of LETTERS in almanac/search.py).
  const letters = { æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss" };
  const plain = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[æœøłđðþß]/g, (letter) => letters[letter])
      .replace(/['’‘]/g, "").replaceAll("&", " and ").replace(/[^a-z0-9]+/g, " ").trim();

  // s136, s.136, s 136, sec 136 and ss 135 are sections of an Act.
  const lawful = (words) => words.replace(/\b(?:ss?|sec|secs|sect|sections?) ?(\d{1,3}[a-z]{0,2})\b/g, "section $1");

  // How many letters were added, left out, changed or swapped (optimal string alignment); more than the limit counts as one more.
  function apart(one, other, limit) {
    if (Math.abs(one.length - other.length) > limit) return limit + 1;
    let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...row) > limit) return limit + 1;
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  // Forms of one word, roughly: detain, detained, detaining.
  const stem = (word) => word.replace(/(?:ations?|ings?|ments?|edly|ies|ed|es|ers?|ors?|ly|s|y|e)$/, "");

  // The site's own words with that first letter, each with its weight: fetched once, when one of them is wanted.
  const shelves = new Map();
  function wordsWith(letter) {
    if (!shelves.has(letter)) {
      const words = json(`api/v1/words/${letter}.json`).then((words) => ({ words, stems: new Set(Object.keys(words).map(stem)) }));
      words.catch(() => shelves.delete(letter));
      shelves.set(letter, words);
    }
    return shelves.get(letter);
  }

  // Whether a word is one of the site's own: as it stands, or in another form.
  async function knows(word) {
    if (small.has(word) || /\d/.test(word)) return true;
    const { words, stems } = await wordsWith(word[0]);
    return Object.hasOwn(words, word) || (stem(word).length > 3 && stems.has(stem(word)));
  }

  // Whether a word, or one that begins with it, stands in what a page shows. Pagefind shortens a word that it does not have
  // until something fits, so that having found pages does not mean that the word is there.
  function stands(word, page) {
    page.tokens ??= new Set(plain(`${page.meta.title} ${page.meta.authors ?? ""} ${page.content}`).split(" "));
    const form = stem(word).length > 3 ? stem(word) : word;
    return page.tokens.has(word) || [...page.tokens].some((token) => token.startsWith(word) || stem(token) === form);
  }

  // Where an index has not a word, Pagefind gives all its pages that have a shorter one: "care" for "carer". Of indexes that
  // are searched together those are left out, if another has every word. All results of one index are alike in that, so
  // that its first tell. Gives the filter that leaves them out; none if there is nothing to leave out.
  async function indexesThatHold(results, words) {
    const firsts = new Map();
    for (const result of results) {
      const held = firsts.get(markOf(result)) ?? [];
      if (held.length < 2) firsts.set(markOf(result), [...held, result]);
    }
    if (firsts.size < 2) return {};
    const bare = (word) => word.replace(/(?:ing|ed|es|s|e)$/, "");
    const holds = ({ page }) => {
      const { title, authors, aka, about } = page.meta;
      const tokens = plain([title, authors, aka, about, page.content].join(" ")).split(" ");
      return words.every((word) => small.has(word) || stands(word, page) || tokens.some((token) => token.startsWith(word) || bare(token) === bare(word)));
    };
    const kept = [];
    for (const [mark, first] of firsts) if ((await withPages(first)).some(holds)) kept.push(mark);
    return kept.length && kept.length < firsts.size ? { index: { any: kept } } : {};
  }

  // The nearest word that the site uses: fewest slips, then the weightier. A slip in the first letter is looked for
  // under the second one alone: "anxeity" and "naxiety" are found.
  async function mended(word) {
    if (word.length < 4) return null;
    const limit = word.length > 7 ? 2 : 1;
    for (const letter of new Set([word[0], word[1]])) {
      let [best, bestRank] = [null, Infinity];
      for (const [candidate, weight] of Object.entries((await wordsWith(letter)).words)) {
        const slips = candidate.length > 2 ? apart(word, candidate, limit) : limit + 1;
        const rank = slips - Math.min(weight, 1e6) / 1e7;
        if (slips <= limit && rank < bestRank) [best, bestRank] = [candidate, rank];
      }
      if (best) return best;
    }
    return null;
  }

  /* ---- State: the address ---- */

  function readAddress() {
    const wanted = new URLSearchParams(location.search);
    const text = (name) => wanted.get(name)?.trim() ?? "";
    const year = (name) => (/^\d{4}$/.test(text(name)) ? text(name) : "");
    return {
      q: text("q"),
      exact: wanted.get("exact") === "1",
      kind: [...new Set(wanted.getAll("kind"))],
      topic: text("topic"),
      nation: text("nation"),
      method: text("method"),
      from: year("from"),
      to: year("to"),
      sort: Object.hasOwn(orders, text("sort")) ? text("sort") : "",
      older: Math.max(0, Number.parseInt(text("older"), 10) || 0),
      page: Math.max(1, Number.parseInt(text("page"), 10) || 1),
    };
  }

  function address(state) {
    const wanted = new URLSearchParams({ q: state.q });
    for (const kind of state.kind) wanted.append("kind", kind);
    for (const name of ["topic", "nation", "method", "from", "to", "sort"]) if (state[name]) wanted.set(name, state[name]);
    if (state.older) wanted.set("older", state.older);
    if (state.page > 1) wanted.set("page", state.page);
    if (state.exact) wanted.set("exact", "1");
    return `?${wanted}`;
  }

  const blank = { q: "", exact: false, kind: [], topic: "", nation: "", method: "", from: "", to: "", sort: "", older: 0, page: 1 };
  const placeOfKind = (kind) => (namedFirst.includes(kind) ? namedFirst.indexOf(kind) : namedFirst.length);
  const narrowed = (state) => state.kind.length > 0 || ["topic", "nation", "method", "from", "to"].some((name) => state[name]);

  /* ---- What is fetched: once, when first needed ---- */

  async function json(path) {
    const answer = await fetch(root + path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }

  const once = (get) => {
    let kept = null;
    return () => {
      kept ??= get();
      kept.catch(() => (kept = null));
      return kept;
    };
  };

  // Pagefind, and the slices that the studies are divided into, newest first: their years, and where their indexes stand.
  // Its largest file is asked for at once: Pagefind would ask for it two answers later.
  const base = once(() => {
    const href = `${root}pagefind/wasm.${document.documentElement.lang.toLowerCase()}.pagefind`;
    document.head.append(element("link", { rel: "preload", as: "fetch", href, crossOrigin: "anonymous" }));
    return Promise.all([import(`${root}pagefind/pagefind.js`), json("pagefind/slices.json")]);
  });

  const ids = once(() => json("pagefind/named.json")); // what Pagefind calls each page but the studies
  // Every name that an entry goes by, with what bears it. The suggestions may have fetched it already.
  const names = once(async () => {
    const { kinds, rows } = await json("api/v1/suggestions.json");
    const named = new Map();
    for (const [title, path, kind, other, misspelt] of rows) {
      for (const name of new Set([title, ...other.split("; "), ...misspelt.split("; ")].map(plain))) {
        if (name) named.set(name, [...(named.get(name) ?? []), { title, path, kind: kinds[kind] }]);
      }
    }
    for (const entries of named.values()) entries.sort((one, other) => placeOfKind(one.kind) - placeOfKind(other.kind));
    return named;
  });

  // How many older slices a search takes in: as many as are asked for, or as the years that are asked for stand in.
  function depthOf({ from, to, older }, slices) {
    const last = slices.length - 1;
    const holds = from ? slices.findIndex(({ first }) => first <= from) : to ? last : 0;
    return Math.max(Math.min(older, last), holds < 0 ? last : holds);
  }

  // One engine for each depth, so that a search of the newest studies alone counts these alone.
  const engines = new Map();
  const engineAt = (depth) => {
    if (!engines.has(depth)) engines.set(depth, once(() => engineOf(depth)));
    return engines.get(depth)();
  };

  async function engineOf(depth) {
    const [{ createInstance }, slices] = await base();
    const indexes = slices.slice(0, depth + 1).flatMap(({ indexes }) => indexes);
    const folders = indexes.map(([path]) => `pagefind/${path}`);
    const optionsOf = ([, mark]) => ({ excerptLength: 36, ranking, mergeFilter: { index: mark } });
    // In this thread: a worker would fetch Pagefind a second time.
    const pagefind = createInstance({ basePath: root + folders[0], noWorker: true, ...optionsOf(indexes[0]) });
    await Promise.all(indexes.slice(1).map((index, at) => pagefind.mergeIndex(root + folders[at + 1], optionsOf(index))));
    const placed = (name) => async () => Object.assign({}, ...(await Promise.all(folders.map((folder) => json(`${folder}${name}.json`)))));
    const late = new Set(indexes.flatMap(([, mark, numbers]) => numbers.map((number) => `${mark}-${number}`)));
    const made = { pagefind, late, counting: false, year: once(placed("year")), title: once(placed("title")) };
    made.filters = once(async () => {
      const known = await pagefind.filters();
      made.counting = true; // from now on, whatever is found is counted too
      return known;
    });
    return made;
  }

  /* ---- Finding ---- */

  // The filters of Pagefind for a state; what the site does not know is left out, as a link may be old.
  function filtersOf(state, known, without = "") {
    const filters = {};
    const kinds = state.kind.filter((kind) => Object.hasOwn(known.kind ?? {}, kind));
    if (kinds.length && without !== "kind") filters.kind = { any: kinds };
    for (const name of choices) {
      if (state[name] && name !== without && Object.hasOwn(known[name] ?? {}, state[name])) filters[name] = [state[name]];
    }
    if ((state.from || state.to) && without !== "year") {
      const years = Object.keys(known.year ?? {}).filter((year) => year >= state.from && (!state.to || year <= state.to));
      filters.year = { any: years.length ? years : ["none"] };
    }
    return filters;
  }

  // What is asked of Pagefind, as it was written.
  function understand(state) {
    const raw = state.q.slice(0, longest);
    const phrase = /^["“](.+)["”]$/.exec(raw);
    const typed = plain(raw);
    // "well-being" is looked for as one word too: Pagefind has both.
    const joined = raw.replace(/(\p{L}+)[-‐‑](?=\p{L})/gu, "$1");
    const written = lawful(phrase ? typed : plain(joined));
    return { typed, written, raw, phrase: phrase ? `"${written}"` : "", fixed: [], absent: [], ...tell(written.split(" ")) };
  }

  function tell(all) {
    const words = [...new Set(all.filter(Boolean))];
    const telling = words.filter((word) => !small.has(word));
    return { whole: all.join(" "), words: telling.length ? telling : words };
  }

  // Words that no page has are mended, or known to be absent; `seen` says of a word that a page found has it.
  async function mend({ pagefind }, state, asked, seen) {
    const result = [];
    for (const word of asked.written.split(" ").filter(Boolean)) {
      const found = seen(word) || (await knows(word)) ? null : (await pagefind.search(word)).results.slice(0, 3);
      const pages = found ? await Promise.all(found.map((one) => one.data())) : null;
      const there = !pages || pages.some((page) => stands(word, page));
      const better = there || state.exact ? null : await mended(word);
      if (better) asked.fixed.push([word, better]);
      else if (!there) asked.absent.push(word);
      result.push(better ?? word);
    }
    Object.assign(asked, tell(result));
  }

  // All words first; then without those that no page holds; then without one word after another.
  async function widen(pagefind, asked) {
    const look = async (words) => ({ words, total: (await pagefind.search(words.join(" "))).results.length });
    const known = asked.words.filter((word) => !asked.absent.includes(word));
    let tries = known.length < asked.words.length ? [known] : [];
    if (known.length === 0) return null;
    for (let round = 0; round < 3; round++) {
      const answers = [];
      for (const words of tries) if (words.length) answers.push(await look(words));
      const best = answers.filter(({ total }) => total).sort((one, other) => one.total - other.total)[0];
      if (best) return best.words;
      const from = tries[0] ?? known;
      if (from.length < 2 || from.length > 8) break;
      tries = from.map((_, at) => from.filter((_, place) => place !== at));
    }
    for (const word of [...known].sort((one, other) => other.length - one.length).slice(0, 6)) {
      if ((await look([word])).total) return [word];
    }
    return null;
  }

  // Entries that bear the very name, and urgent help where need speaks, with their pages; `likely` are the first found.
  async function named({ pagefind }, asked, words, all, likely) {
    const title = asked.whole.replace(/^(how|where|what) (?:do|can|should|could) (?:i|we|you) /, "$1 to ");
    const called = [asked.typed, asked.written, asked.whole, title, words.join(" ")].filter(Boolean);
    const ids = new Set(all.map(({ id }) => id));
    const atTop = [];
    const add = (hit) => {
      if (hit && !atTop.some(({ result }) => result.id === hit.result.id)) atTop.push({ ...hit, more: !ids.has(hit.result.id) });
    };
    if (asked.urgent) add(await entryAt(pagefind, likely, ...urgentHelp));
    const bears = ({ page: { meta } }) =>
      [meta.title, meta.title.replace(/ \([^)]*\)/, ""), ...(meta.aka ?? "").split("; ")].some((one) => called.includes(plain(one)));
    const place = ({ page }) => placeOfKind(page.meta.kind);
    const exact = likely.filter(bears).sort((one, other) => place(one) - place(other));
    if (asked.number) likely.filter(({ page }) => page.meta.kind === "Figures").forEach(add);
    exact.forEach(add);
    if (exact.length || !called.length) return atTop;
    const known = await names();
    const whole = called.find((one) => known.has(one));
    for (const name of whole ? [whole] : namesIn(known, asked.whole.split(" "))) {
      for (const { title, path, kind } of known.get(name)) add(await entryAt(pagefind, likely, title, path, kind, name));
    }
    return atTop;
  }

  // Names within a question ("what is the difference between ASW and AMHP"), longest first; none if it says more than that.
  function namesIn(known, words) {
    const held = [];
    for (let from = 0; from < words.length; ) {
      let to = Math.min(words.length, from + 10);
      const name = () => words.slice(from, to).join(" ");
      while (to > from && !(known.has(name()) && !words.slice(from, to).every((word) => small.has(word)))) to--;
      if (to > from) held.push(name());
      else if (!small.has(words[from])) return [];
      from = Math.max(to, from + 1);
    }
    return held;
  }

  // The page at a path. What is known by the name that was asked for needs no more than was fetched for the query.
  async function entryAt(pagefind, likely, title, path, kind, name = "") {
    const at = ({ page }) => pathOf(page) === path;
    const here = likely.find(at);
    if (here) return here;
    const own = name && (await ids())[path];
    const result = own && (await pagefind.search(name)).results.find(({ id }) => id === own);
    const found = result ? [result] : (await pagefind.search(title, { filters: { kind: [kind] } })).results.slice(0, 5);
    return (await withPages(found)).find(at);
  }

  // The index that a result is from: what it goes by is its mark and a number (see almanac/orderly.py).
  const markOf = ({ id }) => id.split("-")[0];

  const withPages = (results) => Promise.all(results.map(async (result) => ({ result, page: await result.data() })));

  const fits = (page, filters) =>
    Object.entries(filters).every(([name, values]) => (values.any ?? values).some((value) => page.filters[name]?.includes(value)));

  // Pages in order: of that very name, then as Pagefind has them, those that nobody checked in time below the rest; by year
  // or title, what has none comes last.
  async function ordered(engine, state, best, top) {
    const ids = new Set(top.map(({ result }) => result.id));
    const rest = best.filter(({ id }) => !ids.has(id));
    const sunk = ({ id }) => engine.late.has(id);
    const all = [
      ...top.map(({ result }) => best.find(({ id }) => id === result.id) ?? result),
      ...rest.filter((result) => !sunk(result)),
      ...rest.filter(sunk),
    ];
    if (!state.sort) return all;
    const [name, way] = orders[state.sort];
    const places = await engine[name]();
    const place = ({ id }) => {
      const [mark, number] = id.split("-");
      return places[mark][number];
    };
    const after = (one, other) => (one && other ? way * (one - other) : !one - !other);
    return all.map((result) => [place(result), result]).sort(([one], [other]) => after(one, other)).map(([, result]) => result);
  }

  // True counts of each facet: what a choice would find with all other choices as they are.
  async function counted(look, known, state, first, atTop) {
    const counts = {};
    for (const name of ["kind", ...choices]) {
      const open = filtersOf(state, known, name);
      const inUse = name === "kind" ? state.kind.length : state[name];
      const found = inUse ? (await look(open)).filters : first.filters;
      counts[name] = { ...found[name] };
      for (const { page, more } of atTop) {
        if (more && fits(page, open)) for (const value of page.filters[name] ?? []) counts[name][value] = (counts[name][value] ?? 0) + 1;
      }
    }
    return counts;
  }

  /* ---- Showing ---- */

  function element(name, properties = {}, ...inside) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  }

  const em = (text) => element("em", {}, text);
  // A page's address from the root; "folder/" is its index.html, so that it opens from a disk too.
  const pathOf = ({ raw_url: url }) => url.replace(/^\//, "").replace(/(^|\/)$/, "$1index.html");
  const link = (href, ...inside) => element("a", { href }, ...inside);
  const say = (...inside) => said.append(element("p", {}, ...inside));

  // Where an excerpt goes on after the title, or after the end of the title; 0 if too little is left.
  function afterTitle(text, title) {
    const whole = text.indexOf(`${title}. `);
    const tails = [...title.matchAll(/\s/g)].map(({ index }) => `${title.slice(index + 1)}. `);
    const end = whole >= 0 ? whole + title.length + 2 : (tails.find((tail) => text.startsWith(tail))?.length ?? 0);
    return text.length - end > 60 ? end : 0;
  }

  // Pagefind's excerpt holds <mark> and nothing else; everything between is text.
  // What stands before and in the title is left out: the title is shown above it.
  function marked(excerpt, title) {
    const parts = excerpt
      .split(/<mark>|<\/mark>/)
      .map((text, at) => [text.replaceAll("&lt;", "<").replaceAll("&gt;", ">"), at % 2]);
    const text = parts.map(([part]) => part).join("");
    let skip = afterTitle(text, title);
    const shown = [];
    for (const [part, hit] of parts) {
      const rest = part.slice(skip);
      skip = Math.max(0, skip - part.length);
      if (rest) shown.push(hit ? element("mark", {}, rest) : rest);
    }
    return shown.length ? [...shown, " …"] : shown;
  }

  // Words of the query in a title.
  const markedTitle = (title, words) =>
    title.split(/([^\p{L}\p{N}\p{M}'’]+)/u).map((word) => {
      const bare = plain(word);
      const hit = bare && words.some((one) => bare === one || (one.length > 3 && bare.startsWith(stem(one).length > 3 ? stem(one) : one)));
      return hit ? element("mark", {}, word) : word;
    });

  function row(page, number, asked) {
    const { title = pathOf(page), kind = "Pages", year, status } = page.meta;
    const about = element("p", { className: "about" }, element("b", { className: colours[kind] ?? "words" }, kind));
    if (year) about.append(` · ${year}`);
    const inside = [
      element(
        "h2", {},
        element("a", { id: `result-${number}`, href: root + pathOf(page) }, ...markedTitle(title, asked.words)),
      ),
      about,
    ];
    if (status) inside.push(element("p", { className: "status" }, status));
    const squashed = (text) => plain(text).replaceAll(" ", "");
    const called = (page.meta.aka ?? "").split("; ").find((one) => [asked.typed, asked.written, asked.whole].includes(plain(one)));
    if (called && kind !== "Studies" && !squashed(title).includes(squashed(called))) {
      inside.push(element("p", { className: "why" }, "Also called ", element("mark", {}, called)));
    }
    const excerpt = marked(page.excerpt ?? "", title);
    if (excerpt.length) inside.push(element("p", { className: "excerpt" }, ...excerpt));
    return element("li", {}, ...inside);
  }

  function showFacets(state, counts) {
    facets.hidden = false;
    counting.hidden = true;
    const focused = document.activeElement?.id;
    const shown = (name) => Object.entries(counts[name] ?? {}).filter(([value, number]) => number || state[name].includes(value));
    const place = (kind) => (kindsInOrder.includes(kind) ? kindsInOrder.indexOf(kind) : kindsInOrder.length);
    kinds.replaceChildren(
      ...shown("kind")
        .sort(([one], [other]) => place(one) - place(other))
        .map(([value, number]) => {
          const tick = element("input", { type: "checkbox", name: "kind", value, checked: state.kind.includes(value) });
          tick.id = `kind-${plain(value).replaceAll(" ", "-")}`;
          return element("label", {}, tick, ` ${value} `, element("span", { className: "soft" }, `(${number})`));
        }),
    );
    for (const name of choices) {
      const select = facets.elements[name];
      const options = shown(name)
        .filter(([value, number]) => number || value === state[name])
        .sort(([one], [other]) => one.localeCompare(other, "en"));
      select.replaceChildren(
        element("option", { value: "" }, "All"),
        ...options.map(([value, number]) => element("option", { value }, `${value} (${number})`)),
      );
      select.value = options.some(([value]) => value === state[name]) ? state[name] : "";
      select.closest("p").hidden = options.length === 0;
    }
    for (const name of ["from", "to", "sort"]) {
      if (facets.elements[name] !== writing) facets.elements[name].value = state[name];
    }
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  function showTurn(state, pages) {
    turn.hidden = pages < 2;
    turn.replaceChildren();
    if (pages < 2) return;
    const to = (page, text) => Object.assign(link(address({ ...state, page }), text), { id: `turn-${text.toLowerCase()}` });
    if (state.page > 1) turn.append(to(state.page - 1, "Previous"));
    turn.append(element("span", {}, `Page ${state.page} of ${pages}`));
    if (state.page < pages) turn.append(to(state.page + 1, "Next"));
  }

  // Names near to a search that found nothing: the words they share, or nearly share.
  function showNearest(known, asked) {
    const words = asked.whole.split(" ").filter((word) => word.length > 2 && !small.has(word)).slice(0, 8);
    const ranked = [];
    for (const [name, [entry]] of known) {
      let shared = 0;
      for (const part of name.split(" ")) {
        const limit = part.length > 6 ? 3 : part.length > 4 ? 2 : 1;
        if (words.some((word) => part.length > 2 && (word === part || (word.length > 3 && apart(word, part, limit) <= limit)))) shared++;
      }
      if (shared) ranked.push([shared / (name.split(" ").length + words.length), entry]);
    }
    ranked.sort(([one], [other]) => other - one);
    const best = new Map(ranked.map(([, entry]) => [entry.path, entry]).slice(0, 30));
    nearest.replaceChildren(
      ...[...best.values()].slice(0, 5).map(({ title, path, kind }) =>
        element("li", {}, link(root + path, title), " ", element("span", { className: "fact" }, kind)),
      ),
    );
    near.hidden = best.size === 0;
  }

  function clear() {
    said.replaceChildren();
    results.replaceChildren();
    turn.hidden = nothing.hidden = near.hidden = true;
  }

  function showStart(text) {
    clear();
    count.textContent = text;
    start.hidden = false;
    narrow.hidden = need.hidden = true;
  }

  function showNothing(state, asked, known) {
    count.textContent = "Nothing found.";
    nothing.hidden = start.hidden = false;
    if (narrowed(state)) say("Your choices may be too narrow. ", link(address({ ...blank, q: state.q, exact: state.exact, older: state.older }), "Search without them"), ".");
    if (asked.typed && known) showNearest(known, asked);
    if (!asked.typed) say("Search knows letters and numbers. Write a word, a name or an abbreviation.");
  }

  // Which studies were searched, where they are too many for one index; and a way to the next older ones.
  function saySlices(state, slices, depth) {
    if (slices.length < 2) return;
    if (depth === slices.length - 1) {
      say("Studies searched: all years.");
      return;
    }
    const { first, last } = slices[depth + 1];
    const older = link(address({ ...state, older: depth + 1, page: 1 }), `Search studies from ${first} to ${last} too`);
    older.id = "older";
    say(`Studies searched: ${slices[depth].first} to today. `, older, ".");
  }

  function sayWhatChanged(state, asked, words) {
    if (state.q.length > longest) say(`Only the first ${longest} characters were used.`);
    if (asked.fixed.length && words.length) {
      const instead = link(address({ ...state, exact: true, page: 1 }), "Search instead for ", em(asked.typed));
      instead.id = "instead";
      say("Showing results for ", em(asked.whole), ". ", instead, ".");
    }
    const left = asked.words.filter((word) => !words.includes(word));
    if (left.length && words.length) {
      say("No page holds all of your words. Showing results for ", em(words.join(" ")), ", without ", em(left.join(" ")), ".");
    }
  }

  let countChoices = null; // what counts the choices of the results that are shown, until it has
  let writing = null; // a year that is being written: an earlier answer that arrives leaves it alone
  let run = 0; // the search that is wanted; a slower, earlier one is dropped

  async function show(restore = null) {
    const mine = ++run;
    const state = readAddress();
    box.value = state.q;
    document.title = `${state.q ? `${state.q.slice(0, 60)} · ` : ""}Search · The Mental Health Social Work Almanac`;
    need.hidden = !urgent.test(plain(state.q.slice(0, longest)));
    if (!state.q) {
      showStart("Roles, law, studies, organisations and words, in one search. Write in the box above.");
    } else {
      results.dataset.state = "loading";
      if (!results.children.length) count.textContent = "Searching…";
      try {
        await search(state, () => mine === run);
      } catch (error) {
        if (mine !== run) return;
        console.warn(error);
        showStart("Search could not be loaded. Please try again, or use the lists.");
        need.hidden = !urgent.test(plain(state.q.slice(0, longest)));
      }
    }
    if (mine !== run) return;
    results.dataset.state = "ready";
    if (restore?.focus) document.getElementById(restore.focus)?.focus({ preventScroll: true });
    if (restore) scrollTo({ top: restore.scroll ?? 0, behavior: "instant" });
  }

  async function search(state, wanted) {
    const [, slices] = await base();
    const depth = depthOf(state, slices);
    const engine = await engineAt(depth);
    const { pagefind } = engine;
    const isCounted = engine.counting;
    const asked = understand(state);
    let words = asked.words;
    let term = asked.phrase || words.join(" ");
    let only = {};
    const look = (filters = {}) => (term ? pagefind.search(term, { filters: { ...only, ...filters } }) : { results: [], filters: {} });
    // Of the indexes that hold the words.
    const lookThrough = async () => {
      only = {};
      const all = await look();
      only = asked.phrase ? {} : await indexesThatHold(all.results, words);
      return only.index ? look() : all;
    };
    let everything = await lookThrough();
    let likely = await withPages(everything.results.slice(0, atOnce));
    const seen = (word) => small.has(word) || /\d/.test(word) || likely.some(({ page }) => stands(word, page));
    if (asked.typed && !asked.phrase && !(everything.results.length && words.every(seen))) {
      await mend(engine, state, asked, seen);
      words = asked.words.filter((word) => !asked.absent.includes(word));
      term = words.join(" ");
      everything = await lookThrough();
      if (!everything.results.length && words.length > 1) {
        words = (await widen(pagefind, asked)) ?? [];
        term = words.join(" ");
        everything = await lookThrough();
      }
      likely = await withPages(everything.results.slice(0, atOnce));
    }
    asked.number = howMany.test(asked.typed);
    asked.urgent = urgent.test(asked.typed) || urgent.test(asked.whole);
    const filters = narrowed(state) ? filtersOf(state, await engine.filters()) : {};
    const inUse = Object.keys(filters).length > 0;
    const first = inUse ? await look(filters) : everything;
    const atTop = await named(engine, asked, words, everything.results, likely);
    const all = await ordered(engine, state, first.results, atTop.filter(({ page }) => fits(page, filters)));
    const pages = Math.max(1, Math.ceil(all.length / onPage));
    state.page = Math.min(state.page, pages);
    const from = (state.page - 1) * onPage;
    const shown = all.slice(from, from + onPage);
    const soon = await withPages(shown.slice(0, atOnce));
    const known = all.length || everything.results.length ? null : await names();
    if (!wanted()) return;

    clear();
    need.hidden = !asked.urgent;
    sayWhatChanged(state, asked, words);
    narrow.hidden = !all.length && !narrowed(state);
    found.classList.toggle("wide", !narrow.hidden);
    start.hidden = all.length > 0;
    if (all.length) {
      const one = all.length === 1 ? "1 result" : `${all.length.toLocaleString("en-GB")} results`;
      count.replaceChildren(
        pages > 1 ? `${one}, ${from + 1} to ${from + shown.length} shown` : one,
        " for ",
        em(words.length ? words.join(" ") : asked.whole),
      );
    } else {
      showNothing(state, asked, known);
    }
    saySlices(state, slices, depth);
    results.start = from + 1;
    const rows = (pages, after) => pages.map(({ page }, at) => row(page, from + after + at + 1, asked));
    results.replaceChildren(...rows(soon, 0));
    showTurn(state, pages);
    const rest = await withPages(shown.slice(atOnce));
    if (!wanted()) return;
    results.append(...rows(rest, atOnce));
    // The counts are a good part of what is fetched: only where they are in view.
    countChoices = async () => {
      countChoices = null;
      const known = await engine.filters();
      const counts = await counted(look, known, state, inUse || isCounted ? first : await look(filters), atTop);
      if (wanted()) showFacets(state, counts);
    };
    if (narrow.open) await countChoices();
  }

  /* ---- Acting ---- */

  // Where the reader is, kept with the entry of the history that it belongs to.
  let keeping = 0;
  const keep = () => {
    clearTimeout(keeping);
    if (results.dataset.state === "ready") history.replaceState({ scroll: scrollY, focus: document.activeElement?.id ?? "" }, "");
  };
  const keepSoon = () => {
    clearTimeout(keeping);
    keeping = setTimeout(keep, 150);
  };

  function go(state) {
    keep();
    history.pushState(null, "", address(state));
    return show();
  }

  const chosen = () => ({
    ...readAddress(),
    kind: [...facets.querySelectorAll("[name=kind]:checked")].map(({ value }) => value),
    ...Object.fromEntries([...choices, "from", "to", "sort"].map((name) => [name, facets.elements[name].value.trim()])),
    page: 1,
  });

  facets.addEventListener("input", ({ target }) => (writing = target));
  facets.addEventListener("change", () => {
    writing = null;
    go(chosen());
  });
  facets.addEventListener("submit", (event) => event.preventDefault());
  facets.addEventListener("reset", (event) => {
    event.preventDefault();
    const { q, exact, older } = readAddress();
    go({ ...blank, q, exact, older });
  });
  box.form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (matchMedia("(pointer: coarse)").matches) box.blur(); // puts the keyboard of a phone away
    scrollTo({ top: 0, behavior: "instant" });
    go({ ...blank, q: box.value.trim() });
  });
  document.getElementById("content").addEventListener("click", (event) => {
    const to = event.target.closest?.("a");
    if (!to) return;
    keep();
    const here = new URL(location.href);
    const there = new URL(to.href);
    const plainClick = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!plainClick || there.origin !== here.origin || there.pathname !== here.pathname) return;
    event.preventDefault();
    history.pushState(null, "", there.search);
    show().then(() => {
      count.tabIndex = -1;
      count.focus({ preventScroll: true });
      scrollTo({ top: 0, behavior: "instant" });
    });
  });
  history.scrollRestoration = "manual";
  addEventListener("popstate", (event) => {
    clearTimeout(keeping);
    writing = null;
    show(event.state ?? { scroll: 0 });
  });
  addEventListener("scroll", keepSoon, { passive: true });
  document.addEventListener("focusin", keepSoon);
  addEventListener("pagehide", keep);

  // On wide screens the choices stand beside the results, on phones behind a line that opens them.
  const wide = matchMedia("(min-width: 62em)");
  const open = () => (narrow.open = wide.matches);
  wide.addEventListener("change", open);
  narrow.addEventListener("toggle", () => narrow.open && countChoices?.());
  open();

  if (location.protocol === "file:") {
    showStart("Search needs a web server, and this page was opened from a disk. The lists below hold everything.");
    results.dataset.state = "ready";
  } else {
    show(history.state);
  }
}
