// The catalogue of studies, searched by words and filters. It also counts how many studies each other choice would
// find. A pass over 10,000 studies takes a few milliseconds. Nothing here depends on the page.
"use strict";

if (window.almanac) {
  const { KEY } = window.almanac;
  const { isRecord, record, texts, words } = window.almanac.kinds;
  const CHOICES = ["topic", "method", "nation", "role", "people", "years", "open"];

  // Lower case, without accents or apostrophes, and with single spaces.
  const LETTERS = { æ: "ae", œ: "oe", ø: "o", ß: "ss", ð: "d", đ: "d", þ: "th", ł: "l", ı: "i" };
  const NOT_ASCII = /[^\x00-\x7f]/g;
  const bare = new Map(); // cache of plain forms for letters outside ASCII
  function bareOf(letter) {
    if (!bare.has(letter)) bare.set(letter, LETTERS[letter] ?? letter.normalize("NFD").replaceAll(/\p{M}/gu, ""));
    return bare.get(letter);
  }
  function spaced(text) {
    const small = text.toLowerCase().replaceAll(/['’‘ʼ]/g, "").replaceAll(NOT_ASCII, bareOf);
    return small.replaceAll(small.search(NOT_ASCII) < 0 ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, " ");
  }
  const plain = (text) => spaced(text).trim();

  // A search is a state {q, topic, method, nation, role, people, from, to, open, sort, page}.
  const usual = (state) => (plain(state.q) ? "relevance" : "newest"); // the default order
  const sortOf = (state) => state.sort || usual(state);
  const chosen = (state, choice) =>
    choice === "years" ? (state.from || state.to ? `${state.from}-${state.to}` : "") : state[choice];

  // Up to three authors, as words.py names them in lists: of "A, B, C and D" the first three and "et al."
  function few(authors) {
    const names = authors.split(", ");
    if (names.length < 3) return authors;
    const three = names.length === 3 ? [...names.slice(0, 2), names[2].replace(/ and .*$/, "")] : names.slice(0, 3);
    return `${three.join(", ")} et al.`;
  }

  // Converts a file of studies into a list of objects with named fields. Studies without a key or title are left out,
  // and any other invalid value is treated as empty.
  function unpacked({ fields, studies }) {
    const at = Object.fromEntries(texts(fields).map((field, number) => [field, number]));
    const readable = (given) => Array.isArray(given) && KEY.test(words(given[at.key])) && words(given[at.title]);
    return studies.filter(readable).map((given) => ({
      key: given[at.key],
      title: given[at.title],
      authors: words(given[at.authors]),
      year: Number.isInteger(given[at.year]) ? given[at.year] : 0,
      container: words(given[at.container]),
      method: words(given[at.method]),
      nations: texts(given[at.nations]),
      topics: texts(given[at.topics]),
      roles: texts(given[at.roles]),
      people: texts(given[at.people]),
      open: Boolean(given[at.open]),
      population: words(given[at.population]),
      has: [], // indices of its values, so that counting is quick
      words: "", // all its words in plain form, cached at first use: the title up to titleEnds, then the rest
      titleEnds: 0,
    }));
  }

  // `recent` has the years since which a reader may ask for studies.
  function valuesOf({ topics, method, nations, roles, people, year, open }, recent) {
    const decade = Math.floor(year / 10) * 10;
    return [
      ...topics.map((topic) => ["topic", topic]),
      ...(method ? [["method", method]] : []),
      ...nations.map((nation) => ["nation", nation]),
      ...roles.map((role) => ["role", role]),
      ...people.map((group) => ["people", group]),
      ...(year ? [["years", `${decade}-${decade + 9}`]] : []),
      ...recent.filter((from) => year >= from).map((from) => ["years", `${from}-`]),
      ...(open ? [["open", "yes"]] : []),
    ];
  }

  // Studies with more of the words in their titles come first, and among equals the newest.
  function byTitleHits(found, words) {
    const heaps = Array.from({ length: words.length + 1 }, () => []);
    for (const study of found) {
      const hits = words.filter((word) => study.words.indexOf(word) < study.titleEnds);
      heaps[hits.length].push(study);
    }
    return heaps.reverse().flat();
  }

  class Catalogue {
    #orders = {}; // all studies in each other order, sorted at first use
    #values = []; // every [choice, value] that occurs
    #places = new Map(); // the index of each in #values
    #orderedBy = { oldest: ({ year }) => year, author: ({ authors }) => plain(authors), title: (study) => this.#words(study) };

    // `given` is the content of api/v1/catalogue.json, with the newest studies first. Throws if it is not a catalogue.
    constructor(given) {
      if (!isRecord(given) || !Array.isArray(given.studies)) throw new TypeError("not a catalogue");
      this.topics = Object.fromEntries(Object.entries(record(given.topics)).filter(([, name]) => words(name)));
      this.also = record(given.also);
      this.version = words(given.version);
      this.studies = unpacked(given);
      this.unread = given.studies.length - this.studies.length; // studies that could not be read
      if (this.unread && !this.studies.length) throw new TypeError("no study in the catalogue can be read");
      const newest = Math.max(0, ...this.studies.map(({ year }) => year));
      const recent = [0, 5, 10].map((back) => newest - (newest % 5) - back);
      for (const study of this.studies) study.has = valuesOf(study, recent).map((one) => this.#place(one));
    }

    #place(value) {
      const name = value.join(" ");
      if (!this.#places.has(name)) this.#places.set(name, this.#values.push(value) - 1);
      return this.#places.get(name);
    }

    // Texts begin with a space, so that " act" matches at the beginning of a word and not inside "practice".
    #words(study) {
      if (!study.words) {
        const named = (topic) => `${this.topics[topic] ?? topic} ${words(this.also[topic])}`; // with its other names
        const about = study.topics.map(named).join(" ");
        const title = spaced(` ${study.title} `);
        study.titleEnds = title.length;
        study.words = spaced(`${title} ${study.authors} ${study.container} ${study.population} ${study.method} ${about}`);
      }
      return study.words;
    }

    #inOrder(sort) {
      if (!(sort in this.#orderedBy)) return this.studies;
      if (!this.#orders[sort]) {
        const keyed = this.studies.map((study) => [this.#orderedBy[sort](study), study]);
        keyed.sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
        this.#orders[sort] = keyed.map(([, study]) => study);
      }
      return this.#orders[sort];
    }

    // Prepares all this while the reader is looking, a few milliseconds at a time, so that the first letter typed gets
    // an immediate result.
    prepare(from = 0, sorts = Object.keys(this.#orderedBy)) {
      const later = window.requestIdleCallback ?? ((work) => setTimeout(() => work({ timeRemaining: () => 8 }), 50));
      later((rest) => {
        let next = from;
        while (next < this.studies.length && rest.timeRemaining() > 1) this.#words(this.studies[next++]);
        if (from >= this.studies.length) this.#inOrder(sorts.shift());
        if (sorts.length) this.prepare(next, sorts);
      });
    }

    knows(choice, value) {
      return this.#places.has(`${choice} ${value}`);
    }

    #testOf(choice, state) {
      if (choice === "years") {
        const [from, to] = [Number(state.from) || 0, Number(state.to) || Infinity];
        return ({ year }) => year >= from && year <= to;
      }
      const at = this.#places.get(`${choice} ${state[choice]}`);
      return ({ has }) => has.includes(at);
    }

    // In one pass, returns the studies found and the search words, each after a space. Also counts how many studies
    // each value would find under the other choices (see countsOf), and how many each choice alone excludes.
    ask(state) {
      const words = plain(state.q).split(" ").filter(Boolean).map((word) => ` ${word}`);
      const sort = sortOf(state);
      const tests = CHOICES.filter((choice) => chosen(state, choice)).map((choice) => [choice, this.#testOf(choice, state)]);
      if (words.length) tests.push(["q", (study) => words.every((word) => this.#words(study).includes(word))]);

      const found = [];
      const values = this.#values;
      const counts = new Int32Array(values.length);
      const kept = Object.fromEntries(tests.map(([choice]) => [choice, 0]));
      for (const study of this.#inOrder(sort)) {
        let missed = "";
        let misses = 0;
        for (const [choice, fits] of tests) {
          if (fits(study)) continue;
          missed = choice;
          misses += 1;
          if (misses > 1) break;
        }
        if (misses > 1) continue;
        if (missed) kept[missed] += 1;
        else found.push(study);
        for (const at of study.has) if (!missed || values[at][0] === missed) counts[at] += 1;
      }
      return { found: sort === "relevance" ? byTitleHits(found, words) : found, counts, kept, words };
    }

    // How many studies each value of a choice would find, from an answer of `ask`: [value, count], without zeros.
    countsOf(choice, { counts }) {
      const known = this.#values.map(([of, value], at) => [of === choice ? value : "", counts[at]]);
      return known.filter(([value, count]) => value && count);
    }
  }

  window.almanac.catalogue = { CHOICES, Catalogue, chosen, few, plain, sortOf, usual };
}
