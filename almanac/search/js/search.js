// What a reader's query finds. Knows the index and the field's language, and nothing of the page.

import { FACETS, SORT_ORDERS, isFiltered } from "./address.js";
import { Index } from "./engine.js";
import { forOtherNations, rankByNation } from "./nation.js";
import { editDistance } from "./similar.js";
import { VALIDATORS } from "./validators.js";
import { deadline } from "./fetching.js";
import { asksHowMany, asksToCompare, contentWords, parseQuery, needsUrgentHelp } from "./query.js";
import { citesLaw, fold, STOP_WORDS, withoutSubsections } from "./text.js";

/** A promise's value; if it rejects, the part is noted as missing and the fallback returned. */
const or = (asked, part, promise, other) =>
  promise.catch((error) => {
    console.warn(part, error);
    asked.missing.add(part);
    return other;
  });
const nobody = () => ({ missing: new Set() });

const READ = 60; // pages that are read for a phrase
const NAMED_FIRST = ["Urgent help", "Organisations", "Words", "Law", "Law and change", "Roles", "Situations", "Figures"]; // of one name

/**
 * The search of the site.
 *
 * @param {(path: string, fresh: boolean, until: number) => Promise<any>} get - fetches JSON by its path from the root of
 *   the site; fresh past every cache; given up at a time.
 * @param {?object} head - what assets/search/index.json holds, where it is known.
 */
export class Search {
  #get;
  #fresh = false;
  #kept = new Map();
  #until = Infinity; // when what is asked for now is given up

  constructor(get, head = null) {
    this.#get = get;
    this.#open(head);
  }

  #open(head) {
    this.index = head && new Index((path) => this.#get(`assets/search/${head.mark}/${path}`, this.#fresh, this.#until), head);
  }

  /** A part of the search (see parts.js), fetched once, when it is first needed; again after it could not be. */
  #once(path, part) {
    if (!this.#kept.has(path)) {
      const answer = this.#get(path, this.#fresh, this.#until).then(VALIDATORS[part]);
      answer.catch(() => this.#kept.delete(path));
      this.#kept.set(path, answer);
    }
    return this.#kept.get(path);
  }

  /**
   * Forget what was fetched: the site may have been published anew, and a cache may hold the index of before.
   *
   * @returns {Promise<boolean>} whether there is another index now.
   */
  async refresh() {
    const before = this.index?.head.mark;
    this.#kept.clear();
    this.#fresh = true;
    const head = await this.#once("assets/search/index.json", "head").catch(() => this.index?.head ?? null);
    this.#open(head);
    return head?.mark !== before;
  }

  async #index() {
    if (!this.index) this.#open(await this.#once("assets/search/index.json", "head"));
    return this.index;
  }

  /** From now on a reader waits anew. */
  wait(end = deadline()) {
    this.#until = end;
  }

  /** The page of a number: path, title, kind, year, status, names, text. */
  page(number) {
    return this.#once(`assets/search/${this.index.head.mark}/pages/${number}.json`, "page");
  }

  /** For each page its year and the numbers of its topics, nations and methods. */
  choices() {
    return this.#once(`assets/search/${this.index.head.mark}/choices.json`, "choices");
  }

  /** Entries that a reader may name: title, path, kind, other names, misspelt names. */
  async names() {
    const { kinds, rows } = await this.#once("api/v1/suggestions.json", "names");
    return rows.map(([title, path, kind, ...names]) => [title, path, kinds[kind], ...names]);
  }

  /**
   * What a state of the page finds.
   *
   * @param {object} state - q, exact, kind, topic, nation, method, from, to, sort, first: see address.js.
   * @returns {Promise<object>} numbers of pages, in order (`numbers`), and those without the choices (`everything`);
   *   the query as it was understood (`typed`, `whole`, `words`), the words looked for (`used`), the terms that were
   *   found (`terms`), whether words were `mended`, whether only the first pages were read for a phrase (`cutShort`);
   *   which parts of the search were `missing` (index, vocabulary, choices, order, results), and the words that could
   *   not be looked up for it (`lost`). Rejects where nothing could be looked up.
   */
  async find(state, end = deadline()) {
    this.wait(end);
    const index = await this.#index();
    const asked = { ...parseQuery(state.q), missing: new Set(), lost: [] };
    const elsewhere = this.#elsewhere(state.first);
    // The names that may be wanted are on their way while words are looked up.
    for (const name of [asked.typed, asked.written, ...asked.words.slice(0, 8)]) index.pagesNamed(name).catch(() => {});
    await this.#mend(index, asked, state.exact || asked.phrase);
    asked.elsewhere = await elsewhere;
    let { used, found, cutShort } = await this.#look(index, asked);
    const top = await this.#atTop(index, asked, used, found.slice(0, 10));
    const everything = [...new Set([...top, ...this.#sunk(found)])];
    if (asked.lost.length && !asked.words.length && !everything.length) throw new Error("no word could be looked up");
    const numbers = await this.#ordered(state, await this.#fitting(state, everything, "", asked), asked);
    const terms = new Set(used.flatMap((word) => asked.terms.get(word)));
    return { ...asked, used, terms, everything, numbers, cutShort };
  }

  /** What tells pages of other nations alone from those for the reader; nothing does where none is chosen, or known. */
  async #elsewhere(nation) {
    const choices = nation ? await this.choices().catch(() => null) : null; // it ranks alone: nobody misses it
    return choices ? forOtherNations(nation, choices) : () => false;
  }

  /** Know for each word the terms that it stands for; mend those that the site has not, unless asked not to. */
  async #mend(index, asked, exact) {
    const [meant] = await Promise.all([
      exact ? asked.written : this.#withoutSlips(index, asked, asked.written.split(" ")),
      ...asked.words.map((word) => index.expand(word).catch(() => {})), // their parts, at once
    ]);
    const before = asked.words.join(" ");
    asked.words = contentWords(meant);
    const made = await Promise.all(
      asked.words.map(async (word) => {
        const terms = await or(asked, "index", index.expand(word), null);
        if (!terms || terms.length || exact || /\d/.test(word)) return { word, better: word, terms };
        const better = (await or(asked, "vocabulary", this.#mended(word), null)) ?? word;
        return { word, better, terms: better === word ? [] : await or(asked, "index", index.expand(better), null) };
      }),
    );
    const better = new Map(made.map(({ word, better }) => [word, better]));
    asked.lost = made.filter(({ terms }) => !terms).map(({ better }) => better);
    asked.words = [...new Set(made.filter(({ terms }) => terms).map(({ better }) => better))];
    asked.mended = [...new Set(better.values())].join(" ") !== before;
    asked.whole = meant.split(" ").map((word) => better.get(word) ?? word).join(" ");
    asked.terms = new Map(made.map(({ better, terms }) => [better, terms]));
  }

  /** Words with each misspelt name put right: "pier support", "depravation of liberty". A single word that the site has
   * is none. */
  async #withoutSlips(index, asked, words) {
    const made = [];
    for (let from = 0; from < words.length; ) {
      let [to, right] = [Math.min(words.length, from + 5), ""];
      for (; to > from; to--) {
        if (to - from === 1 && (await or(asked, "index", index.expand(words[from]), ["?"])).length) continue;
        right = await or(asked, "index", index.correctionOf(words.slice(from, to).join(" ")), "");
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
      for (const [candidate, weight] of Object.entries(await this.#once(`api/v1/words/${letter}.json`, "vocabulary"))) {
        const slips = candidate.length > 2 ? editDistance(word, candidate, limit) : limit + 1;
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
      found: words.length
        ? rankByNation(await or(asked, "index", index.search(words.map((word) => asked.terms.get(word))), []), asked.elsewhere)
        : [],
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
    const read = (number) => or(asked, "results", this.page(number), null);
    const pages = await Promise.all(found.slice(0, READ).map(async (number) => [number, await read(number)]));
    const holds = ({ title, names, text }) => ` ${fold([title, ...names, text].join(" . "))} `.includes(` ${asked.typed} `);
    return { used, found: pages.filter(([, page]) => page && holds(page)).map(([number]) => number), cutShort: found.length > READ };
  }

  /** Pages that bear the very name; figures before all where a number is asked for, urgent help where need speaks. */
  async #atTop(index, asked, used, likely) {
    const kind = (number) => index.kindOf(number);
    const first = citesLaw(asked.whole) ? ["Law", ...NAMED_FIRST] : NAMED_FIRST; // section 117 is law, then a word
    const place = (number) => 2 * (first.indexOf(kind(number)) + 1 || first.length + 1) + asked.elsewhere(number);
    const bearing = async (names) => {
      const found = await Promise.all([...new Set(names)].filter(Boolean).map((name) => this.#named(index, asked, name)));
      return found.flat().sort((one, other) => place(one) - place(other));
    };
    const title = asked.whole.replace(/^(how|where|what) (?:do|can|should|could) (?:i|we|you) /, "$1 to ");
    let named = await bearing([asked.typed, asked.written, asked.whole, title, used.join(" ")]);
    if (!named.length) named = await bearing([withoutSubsections(asked.whole)]);
    if (!named.length) named = await this.#within(index, asked, withoutSubsections(asked.whole).split(" "), place);
    const help = needsUrgentHelp(asked.typed) || needsUrgentHelp(asked.whole) ? await this.#named(index, asked, "urgent help by nation") : [];
    const figures = asksHowMany(asked.typed) ? likely.filter((number) => kind(number) === "Figures") : [];
    const tables = asksToCompare(asked.typed) ? likely.filter((number) => kind(number) === "Pages").slice(0, 1) : [];
    return [...help, ...figures, ...tables, ...named];
  }

  #named(index, asked, name) {
    return or(asked, "index", index.pagesNamed(name), []);
  }

  /** Pages named within a question ("what is the difference between ASW and AMHP"); none if it says more than names. */
  async #within(index, asked, words, place) {
    const held = [];
    for (let from = 0; from < words.length; from++) {
      if (STOP_WORDS.has(words[from])) continue;
      let [to, found] = [Math.min(words.length, from + 10), []];
      for (; to > from && !found.length; to--) found = await this.#named(index, asked, words.slice(from, to).join(" "));
      if (!found.length) return [];
      found.sort((one, other) => place(one) - place(other));
      held.push(...(citesLaw(words.slice(from, to + 1).join(" ")) ? found.slice(0, 1) : found)); // of a number the first
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
  async #fitting(state, numbers, out = "", asked = nobody()) {
    if (!isFiltered(state)) return numbers;
    const choices = await or(asked, "choices", this.choices(), null);
    const known = this.index.head.kinds.map(([kind]) => kind);
    const kinds = out === "kind" ? [] : state.kind.filter((kind) => known.includes(kind));
    const ofKind = numbers.filter((number) => !kinds.length || kinds.includes(this.index.kindOf(number)));
    if (!choices) return ofKind;
    const wanted = FACETS.map((name) => [name, name === out ? -1 : choices[name].values.indexOf(state[name])]).filter(([, value]) => value >= 0);
    return ofKind.filter(
      (number) =>
        wanted.every(([name, value]) => choices[name].pages[number]?.includes(value)) &&
        (!(state.from || state.to) ||
          (choices.year[number] && choices.year[number] >= Number(state.from || 0) && choices.year[number] <= Number(state.to || 9999))),
    );
  }

  /** By relevance as they are, else by year or title; what has none comes last. */
  async #ordered(state, numbers, asked) {
    if (!state.sort) return numbers;
    const [name, way] = SORT_ORDERS[state.sort];
    const titles = () => this.#once(`assets/search/${this.index.head.mark}/titles.json`, "titles");
    const places = await or(asked, "order", name === "year" ? this.choices().then(({ year }) => year) : titles(), null);
    if (!places) return numbers;
    const after = (one, other) => (one && other ? way * (one - other) : !one - !other);
    return [...numbers].sort((one, other) => after(places[one], places[other]));
  }

  /**
   * True counts: how many pages each value of a choice would find, with all other choices as they are.
   *
   * @returns {Promise<Record<string, Record<string, number>>>} for `kind` and each of CHOICES: value to number; for `kind`
   *   alone where the others could not be fetched.
   */
  async counts(state, everything) {
    const choices = await this.choices().catch(() => null);
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
        ...(choices ? FACETS : []).map((name) => {
          const { values, pages } = choices[name];
          return count(name, values, (number) => (pages[number] ?? []).map((value) => values[value]));
        }),
      ]),
    );
  }
}
