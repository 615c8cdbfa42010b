// What a reader's query finds. Knows the index and the field's language, and nothing of the page.

import { CHOICES, ORDERS, narrowed } from "./address.js";
import { Index } from "./engine.js";
import { apart } from "./near.js";
import { asksHowMany, telling, understand, urgent } from "./query.js";
import { plain, small } from "./words.js";

const READ = 60; // pages that are read for a phrase
const NAMED_FIRST = ["Urgent help", "Organisations", "Words", "Law and change", "Roles", "Situations", "Figures"]; // of one name

/**
 * The search of the site.
 *
 * @param {(path: string, fresh: boolean) => Promise<any>} get - fetches JSON by its path from the root of the site;
 *   fresh past every cache.
 * @param {?object} head - what assets/search/index.json holds, where it is known.
 */
export class Search {
  #get;
  #fresh = false;
  #kept = new Map();

  constructor(get, head = null) {
    this.#get = get;
    this.#open(head);
  }

  #open(head) {
    this.index = head && new Index((path) => this.#get(`assets/search/${head.mark}/${path}`, false), head);
  }

  /** JSON that is fetched once, when it is first needed; again after it could not be. */
  #once(path) {
    if (!this.#kept.has(path)) {
      const answer = this.#get(path, this.#fresh);
      answer.catch(() => this.#kept.delete(path));
      this.#kept.set(path, answer);
    }
    return this.#kept.get(path);
  }

  /** Forget what was fetched: the site may have been published anew, and a cache may hold the index of before. */
  renew() {
    this.#kept.clear();
    this.#open(null);
    this.#fresh = true;
  }

  async #index() {
    if (!this.index) this.#open(await this.#once("assets/search/index.json"));
    return this.index;
  }

  /** The page of a number: path, title, kind, year, status, names, text. */
  page(number) {
    return this.#once(`assets/search/${this.index.head.mark}/pages/${number}.json`);
  }

  /** For each page its year and the numbers of its topics, nations and methods. */
  choices() {
    return this.#once(`assets/search/${this.index.head.mark}/choices.json`);
  }

  /** Entries that a reader may name: title, path, kind, other names, misspelt names. */
  async names() {
    const { kinds, rows } = await this.#once("api/v1/suggestions.json");
    return rows.map(([title, path, kind, ...names]) => [title, path, kinds[kind], ...names]);
  }

  /**
   * What a state of the page finds.
   *
   * @param {object} state - q, exact, kind, topic, nation, method, from, to, sort: see address.js.
   * @returns {Promise<object>} numbers of pages, in order (`numbers`), and those without the choices (`everything`);
   *   the query as it was understood (`typed`, `whole`, `words`), the words looked for (`used`), the terms that were
   *   found (`terms`), whether words were `mended`, whether only the first pages were read for a phrase (`cutShort`).
   */
  async find(state) {
    const index = await this.#index();
    const asked = understand(state.q);
    // The names that may be wanted are on their way while words are looked up.
    for (const name of [asked.typed, asked.written, ...asked.words.slice(0, 8)]) index.named(name).catch(() => {});
    await this.#mend(index, asked, state.exact || asked.phrase);
    let { used, found, cutShort } = await this.#look(index, asked);
    const top = await this.#atTop(index, asked, used, found.slice(0, 10));
    const everything = [...new Set([...top, ...this.#sunk(found)])];
    const numbers = await this.#ordered(state, await this.#fitting(state, everything));
    const terms = new Set(used.flatMap((word) => asked.terms.get(word)));
    return { ...asked, used, terms, everything, numbers, cutShort };
  }

  /** Know for each word the terms that it stands for; mend those that the site has not, unless asked not to. */
  async #mend(index, asked, exact) {
    const [meant] = await Promise.all([
      exact ? asked.written : this.#withoutSlips(index, asked.written.split(" ")),
      ...asked.words.map((word) => index.meant(word)), // their parts, at once
    ]);
    const before = asked.words.join(" ");
    asked.words = telling(meant);
    const made = await Promise.all(
      asked.words.map(async (word) => {
        const terms = await index.meant(word);
        if (terms.length || exact || /\d/.test(word)) return { word, better: word, terms };
        const better = (await this.#mended(word)) ?? word;
        return { word, better, terms: better === word ? [] : await index.meant(better) };
      }),
    );
    const better = new Map(made.map(({ word, better }) => [word, better]));
    asked.words = [...new Set(made.map(({ better }) => better))];
    asked.mended = asked.words.join(" ") !== before;
    asked.whole = meant.split(" ").map((word) => better.get(word) ?? word).join(" ");
    asked.terms = new Map(made.map(({ better, terms }) => [better, terms]));
  }

  /** Words with each misspelt name put right: "pier support", "depravation of liberty". A single word that the site has
   * is none. */
  async #withoutSlips(index, words) {
    const made = [];
    for (let from = 0; from < words.length; ) {
      let [to, right] = [Math.min(words.length, from + 5), ""];
      for (; to > from; to--) {
        if (to - from === 1 && (await index.meant(words[from])).length) continue;
        right = await index.meantBy(words.slice(from, to).join(" "));
        if (right) break;
      }
      made.push(right || words[from]);
      from = right ? to : from + 1;
    }
    return made.join(" ");
  }

  /** The nearest word that the site uses: fewest slips, then the weightier. A slip in the first letter is looked for
   * under the second one alone: "anxeity" and "naxiety" are found. */
  async #mended(word) {
    if (word.length < 4) return null;
    const limit = word.length > 7 ? 2 : 1;
    for (const letter of new Set([word[0], word[1]])) {
      let [best, bestRank] = [null, Infinity];
      for (const [candidate, weight] of Object.entries(await this.#once(`api/v1/words/${letter}.json`))) {
        const slips = candidate.length > 2 ? apart(word, candidate, limit) : limit + 1;
        const rank = slips - Math.min(weight, 1e6) / 1e7;
        if (slips <= limit && rank < bestRank) [best, bestRank] = [candidate, rank];
      }
      if (best) return best;
    }
    return null;
  }

  /** Pages with all words, else with as many as there are pages for; and the words that were used. */
  async #look(index, asked) {
    const holding = async (words) => ({
      used: words,
      found: words.length ? (await index.search(words.map((word) => asked.terms.get(word)))).map(({ id }) => id) : [],
    });
    if (asked.phrase) return this.#phrase(asked, await holding(asked.words));
    const known = asked.words.filter((word) => asked.terms.get(word).length);
    let best = await holding(known);
    for (let tries = [known]; !best.found.length && tries[0].length > 1 && known.length <= 8; ) {
      tries = tries.flatMap((words) => words.map((_, at) => words.filter((_, place) => place !== at)));
      const answers = (await Promise.all(tries.map(holding))).filter(({ found }) => found.length);
      best = answers.sort((one, other) => one.found.length - other.found.length)[0] ?? best;
    }
    return best;
  }

  /** Of the best pages with all words those in which they stand as they were written. */
  async #phrase(asked, { used, found }) {
    const pages = await Promise.all(found.slice(0, READ).map(async (number) => [number, await this.page(number)]));
    const holds = ({ title, names, text }) => ` ${plain([title, ...names, text].join(" . "))} `.includes(` ${asked.typed} `);
    return { used, found: pages.filter(([, page]) => holds(page)).map(([number]) => number), cutShort: found.length > READ };
  }

  /** Pages that bear the very name; figures before all where a number is asked for, urgent help where need speaks. */
  async #atTop(index, asked, used, likely) {
    const kind = (number) => index.kindOf(number);
    const place = (number) => (NAMED_FIRST.indexOf(kind(number)) + 1 || NAMED_FIRST.length + 1);
    const bearing = async (names) => {
      const found = await Promise.all([...new Set(names)].filter(Boolean).map((name) => index.named(name)));
      return found.flat().sort((one, other) => place(one) - place(other));
    };
    const title = asked.whole.replace(/^(how|where|what) (?:do|can|should|could) (?:i|we|you) /, "$1 to ");
    let named = await bearing([asked.typed, asked.written, asked.whole, title, used.join(" ")]);
    if (!named.length) named = await this.#within(index, asked.whole.split(" "));
    const help = urgent(asked.typed) || urgent(asked.whole) ? await index.named("urgent help by nation") : [];
    const figures = asksHowMany(asked.typed) ? likely.filter((number) => kind(number) === "Figures") : [];
    return [...help, ...figures, ...named];
  }

  /** Pages named within a question ("what is the difference between ASW and AMHP"); none if it says more than names. */
  async #within(index, words) {
    const held = [];
    for (let from = 0; from < words.length; from++) {
      if (small.has(words[from])) continue;
      let [to, found] = [Math.min(words.length, from + 10), []];
      for (; to > from && !found.length; to--) found = await index.named(words.slice(from, to).join(" "));
      if (!found.length) return [];
      held.push(...found);
      from = to;
    }
    return held;
  }

  /** What nobody checked in time, below the rest. */
  #sunk(numbers) {
    const late = new Set(this.index.head.late);
    return late.size ? [...numbers.filter((number) => !late.has(number)), ...numbers.filter((number) => late.has(number))] : numbers;
  }

  /** Numbers of the pages that fit the choices; one choice may be left `out`. What the site does not know is no choice. */
  async #fitting(state, numbers, out = "") {
    if (!narrowed(state)) return numbers;
    const choices = await this.choices();
    const known = this.index.head.kinds.map(([kind]) => kind);
    const kinds = out === "kind" ? [] : state.kind.filter((kind) => known.includes(kind));
    const wanted = CHOICES.map((name) => [name, name === out ? -1 : choices[name].values.indexOf(state[name])]).filter(([, value]) => value >= 0);
    return numbers.filter(
      (number) =>
        (!kinds.length || kinds.includes(this.index.kindOf(number))) &&
        wanted.every(([name, value]) => choices[name].pages[number].includes(value)) &&
        (!(state.from || state.to) ||
          (choices.year[number] && choices.year[number] >= Number(state.from || 0) && choices.year[number] <= Number(state.to || 9999))),
    );
  }

  /** By relevance as they are, else by year or title; what has none comes last. */
  async #ordered(state, numbers) {
    if (!state.sort) return numbers;
    const [name, way] = ORDERS[state.sort];
    const places = name === "year" ? (await this.choices()).year : await this.#once(`assets/search/${this.index.head.mark}/titles.json`);
    const after = (one, other) => (one && other ? way * (one - other) : !one - !other);
    return [...numbers].sort((one, other) => after(places[one], places[other]));
  }

  /**
   * True counts: how many pages each value of a choice would find, with all other choices as they are.
   *
   * @returns {Promise<Record<string, Record<string, number>>>} for `kind` and each of CHOICES: value to number.
   */
  async counts(state, everything) {
    const choices = await this.choices();
    const count = async (name, values, valuesOf) => {
      const counts = Object.fromEntries(values.map((value) => [value, 0]));
      for (const number of await this.#fitting(state, everything, name)) {
        for (const value of valuesOf(number)) counts[value]++;
      }
      return [name, counts];
    };
    return Object.fromEntries(
      await Promise.all([
        count("kind", this.index.head.kinds.map(([kind]) => kind), (number) => [this.index.kindOf(number)]),
        ...CHOICES.map((name) => {
          const { values, pages } = choices[name];
          return count(name, values, (number) => pages[number].map((value) => values[value]));
        }),
      ]),
    );
  }
}
