// Finds what a reader's query asks for. It knows the index and the language of the field, but nothing of the page.

import { isFiltered } from "./address.js";
import { sendAhead, sendFirst } from "./ahead.js";
import { described, wantedTexts } from "./booleanquery.js";
import { corrected } from "./correct.js";
import { needOf } from "./crisis.js";
import { evaluator } from "./evaluate.js";
import { STRAGGLERS, deadline } from "./fetching.js";
import { bearing, namesWithin } from "./names.js";
import { counts, fitting, sortedBy } from "./narrow.js";
import { forNationAlone, forOtherNations, nationMeant } from "./nation.js";
import { contentWords, parseQuery, wordsOfQuery } from "./query.js";
import { ordinaryPart, unpackFirsts } from "./parts.js";
import { answering, placeOf, ranked } from "./rank.js";
import { atoms, gistOf, isFiller, mostOf, skipped, units, weighed, withoutHalfNames } from "./retrieve.js";
import { Index } from "./siteindex.js";
import { citesLaw, fold } from "./text.js";
import { VALIDATORS } from "./validators.js";

// a name of the page that comes first if somebody may be in danger
const URGENT_HELP = "urgent help by nation";
// names of the pages that follow the best result if help is wanted tonight
const AT_ONCE = ["emergency duty team", URGENT_HELP];
const SEEKS_ORGANISATION = /\b(?:help ?lines?|hotlines?|charit(?:y|ies))\b/;
// kinds of pages that come last if somebody may be in danger, because they help nobody now
const NO_HELP_NOW = ["Organisations", "Studies", "Key messages and findings", "Standards", "Questionnaires", "Figures", "Sources"];
const SUBJECT = /^(?:what (?:is|are|s)|whats|define|explain|describe)\b/; // words that ask about what follows
const OF_IT = /^(?:in|for|of|on|under|within|among)$/; // words that may come after the subject
// In "can a child be detained under the Mental Health Act" the name is where to look, not what is asked about, so only
// this share of it counts.
const [UNDER, UNDER_SHARE] = [/\bunder(?: the| an?)?$/, 0.3];
const SUBJECT_SHARE = 0.75; // the least share of such a question that the name after these words counts as
// A name within a question that more pages have than this does not distinguish them.
const MOST_OF_A_NAME = 8;

/**
 * The search of the site.
 *
 * @param {(path: string, fresh: boolean, until: number) => Promise<any>} get - fetches JSON by its path from the site
 *   root; `fresh` bypasses every cache, and `until` is the deadline.
 * @param {?object} head - the contents of assets/search/index.json, if known.
 */
export class Search {
  #get;
  #fresh = false;
  #cache = new Map();
  #until = Infinity; // the deadline of the current search

  constructor(get, head = null) {
    this.#get = get;
    this.#open(head);
  }

  #open(head) {
    this.index = head && new Index((path) => this.#get(`assets/search/${head.mark}/${path}`, this.#fresh, this.#until), head);
  }

  /** Load a part of the search (see validators.js) when it is first needed, once, and again after a failure. */
  #load(path, part, until = this.#until) {
    if (!this.#cache.has(path)) {
      const answer = this.#get(path, this.#fresh, until).then(VALIDATORS[part]);
      answer.catch(() => this.#cache.delete(path));
      this.#cache.set(path, answer);
    }
    return this.#cache.get(path);
  }

  /**
   * Discard what was fetched, because the site may have been published again and a cache may have the old index.
   *
   * @returns {Promise<boolean>} whether the index has changed.
   */
  async refresh() {
    const before = this.index?.head.mark;
    this.#cache.clear();
    this.#fresh = true;
    const head = await this.#load("assets/search/index.json", "head").catch(() => this.index?.head ?? null);
    this.#open(head);
    return head?.mark !== before;
  }

  async #index() {
    if (!this.index) this.#open(await this.#load("assets/search/index.json", "head"));
    return this.index;
  }

  /** Restart the reader's waiting time. */
  wait(end = deadline()) {
    this.#until = end;
  }

  /** Whether a query needs urgent help (see crisis.js); danger, if that cannot be decided in time. */
  async need(query) {
    const { head } = await this.#index();
    const known = () => this.#load(`assets/search/${head.mark}/danger.json`, "danger", performance.now() + STRAGGLERS);
    return needOf(query, unpackFirsts(head.alarms), known).catch((error) => {
      console.warn("danger", error);
      return "danger";
    });
  }

  /** The page with a number: path, title, kind, year, status, names, text and answer. */
  page(number) {
    return this.#load(`assets/search/${this.index.head.mark}/pages/${number}.json`, "page");
  }

  /** The page with its full text. For a long page, `page` has only the beginning. */
  async wholePage(number) {
    const page = await this.page(number);
    return page.more ? { ...page, text: page.text + (await this.#load(`assets/search/${this.index.head.mark}/pages/${number}-rest.json`, "rest")) } : page;
  }

  /** For each page, its year and the numbers of its topics, nations and methods. */
  choices() {
    return this.#load(`assets/search/${this.index.head.mark}/choices.json`, "choices");
  }

  /** Entries that a reader may name: title, path, kind, other names, misspelt names. */
  async names() {
    const { kinds, rows } = await this.#load("api/v1/suggestions.json", "names");
    return rows.map(([title, path, kind, ...names]) => [title, path, kinds[kind], ...names]);
  }

  #vocabulary = async (letter) => (/^[a-z]$/.test(letter ?? "") ? this.#load(`api/v1/words/${letter}.json`, "vocabulary") : {});

  #ordinary = (word) => this.#load(`assets/search/${this.index.head.mark}/ordinary/${ordinaryPart(word)}.json`, "ordinary");

  /**
   * Run the search for a state of the page.
   *
   * @param {object} state - q, exact, kind, topic, nation, method, from, to, sort, first: see address.js.
   * @returns {Promise<object>} the parsed and corrected query (see query.js and correct.js), and: `numbers`: page
   *   numbers, in order; `everything`: the same without filters; `studies`: whether any of these is a study; `used`:
   *   the words searched for; `left`: those that no page has along with these; `terms`: the terms found; `understood`:
   *   a query with operators, in words; `names`: the page that it names; `nation`: the nation that it names;
   *   `cutShort`: whether only the first pages were read for a phrase; `reasons`: why each page ranks where it does;
   *   `missing`: parts of the search that failed to load (index, vocabulary, choices, order, results); `lost`: words
   *   that could not be looked up for that reason. Rejects if nothing could be looked up.
   */
  async find(state, end = deadline()) {
    this.wait(end);
    const index = await this.#index();
    sendFirst(index, wordsOfQuery(state.q));
    const asked = {
      ...parseQuery(state.q, (words) => sendAhead(index, words.written.split(" "), words.forms, skipped(words))),
      missing: new Set(), lost: [], guesses: new Map(), used: [], ignored: [], left: [], terms: new Set(), whole: "", mended: false,
      understood: "", nation: "", names: null, cutShort: false, reasons: new Map(),
    };
    asked.whole = asked.written;
    asked.need = await this.need(state.q);
    if (asked.need === "danger") asked.expression = null;
    asked.or = (part, promise, other) => this.#orMissing(asked, part, promise, other);
    const everything = await this.#everything(index, asked, state);
    if (asked.lost.length && !asked.words.length && !everything.length) throw new Error("no word could be looked up");
    const numbers = await this.#narrowed(index, asked, state, everything);
    const studies = everything.some((number) => index.kindOf(number) === "Studies");
    return { ...asked, everything, numbers, studies };
  }

  /** A promise's value. If it rejects, the part is recorded as missing and the fallback is returned. */
  #orMissing(asked, part, promise, other) {
    return promise.catch((error) => {
      console.warn(part, error);
      asked.missing.add(part);
      return other;
    });
  }

  async #everything(index, asked, state) {
    const { identifier, expression } = asked;
    if (identifier) {
      const found = await asked.or("index", index.identified(identifier.key), []);
      if (found.length || identifier.what) {
        const inOrder = this.#exactInOrder(index, asked, found, () => false);
        asked.names = inOrder[0] ?? null;
        return inOrder;
      }
    }
    // A town also means its nation.
    const meant = expression || state.exact ? [] : await Promise.all(asked.words.map((word) => index.meanings(word).catch(() => [])));
    const nation = expression ? "" : nationMeant([asked.typed, ...meant.flat()].join(" "));
    const { elsewhere, ofNation } = await this.#nations(nation, state.first);
    const found = expression ? await this.#byExpression(index, asked) : await this.#byWords(index, asked, state.exact, elsewhere, nation);
    const abroad = nation || state.first ? () => false : (number) => index.abroad.has(number);
    const order = ranked({
      ...found, nation, abroad, question: expression ? "" : asked.need === "danger" ? "help" : asked.question, kindOf: (number) => index.kindOf(number), elsewhere, ofNation, late: (number) => index.late.has(number), past: (number) => index.past.has(number),
      exact: this.#exactInOrder(index, asked, found.exact, elsewhere), byNumber: citesLaw(asked.whole),
    });
    if (asked.need === "danger") asked.terms = new Set(); // nothing of it is marked
    asked.reasons = new Map(order.map((reason) => [reason.number, reason]));
    asked.nation = nation;
    const inOrder = order.map(({ number }) => number);
    if (asked.need === "danger") return this.#forDanger(index, asked, inOrder);
    asked.names = answering(order, { ...found, left: asked.left, question: asked.question, kindOf: (number) => index.kindOf(number) });
    return asked.atOnce && !expression ? this.#forTonight(index, asked, inOrder) : inOrder;
  }

  /** Where to find help with what is asked, if a good result says so; whom to call tonight; then the rest. */
  async #forTonight(index, asked, numbers) {
    const pages = (await Promise.all(AT_ONCE.map((name) => asked.or("index", index.pagesNamed(name), [])))).flat();
    const need = numbers.slice(0, 10).find((number) => index.kindOf(number) === "Needs");
    const first = need ?? numbers[0];
    if (need !== undefined) asked.names = need;
    const open = pages.filter((number) => ["Local help", "Urgent help"].includes(index.kindOf(number)));
    return [...new Set([...(first === undefined ? [] : [first]), ...open, ...numbers])];
  }

  /** Urgent help first, then pages about what to do, then organisations (sooner if sought), studies and the like. */
  async #forDanger(index, asked, numbers) {
    const help = await asked.or("index", index.pagesNamed(URGENT_HELP), []);
    const sought = SEEKS_ORGANISATION.test(asked.typed) ? "Organisations" : "";
    const place = (number) => (index.kindOf(number) === sought ? 0 : Math.min(2, NO_HELP_NOW.indexOf(index.kindOf(number)) + 1));
    return [...new Set([...help, ...[...numbers].sort((one, other) => place(one) - place(other))])];
  }

  #exactInOrder(index, asked, exact, elsewhere) {
    if (asked.question === "how many") return []; // a figure answers before the page of what it counts
    const place = placeOf(asked.question, citesLaw(asked.whole), elsewhere);
    return [...new Set(exact)].sort((one, other) => place(one, index.kindOf(one)) - place(other, index.kindOf(other)));
  }

  /**
   * Tests for pages that concern only nations that are not meant (`elsewhere`), and for those that concern the nation in
   * the query alone (`ofNation`). They are never true without such a nation.
   */
  async #nations(inQuery, ofReader) {
    const meant = inQuery || ofReader;
    const choices = meant ? await this.choices().catch(() => null) : null; // it affects only the order
    const never = () => false;
    return {
      elsewhere: choices ? forOtherNations(meant, choices) : never,
      ofNation: choices && inQuery ? forNationAlone(inQuery, choices) : never,
    };
  }

  async #byExpression(index, asked) {
    const page = (number) => asked.or("results", this.wholePage(number), null);
    const found = await asked.or("index", evaluator({ index, vocabulary: this.#vocabulary, page })(asked.expression), { scores: new Map(), terms: new Set() });
    asked.understood = described(asked.expression);
    const names = wantedTexts(asked.expression).map(fold).filter(Boolean);
    asked.words = asked.used = contentWords(names.join(" "));
    asked.terms = found.terms;
    asked.cutShort = found.cutShort;
    const bears = await Promise.all(names.map((name) => asked.or("index", index.pagesNamed(name), [])));
    return { scores: found.scores, partly: found.scores, exact: bears.flat().filter((number) => found.scores.has(number)), named: new Map(), alone: false };
  }

  async #byWords(index, asked, exact, elsewhere, nation) {
    const named = (name) => asked.or("index", index.pagesNamed(name), []);
    const skips = skipped(asked);
    const ahead = (words) => sendAhead(index, words, [words.join(" ")], skips);
    const how = { skips, ahead, exact: exact || asked.need === "danger", vocabulary: this.#vocabulary, ordinary: this.#ordinary, or: asked.or };
    const meant = await corrected(index, asked.written, how);
    const { terms, cut, ...rest } = meant;
    Object.assign(asked, rest, { tooLong: asked.tooLong || cut });
    const sameGist = this.#ofSameGist(index, asked); // awaited below, so that it is fetched along with the words
    const parts = await atoms(index, meant);
    const variants = parts.filter(({ variant }) => variant).map(({ from, to, variant }) => ({ from, to, text: variant[1] }));
    const names = await namesWithin(named, asked.whole, variants, nation);
    const wanted = units(parts, names, asked.question);
    const scores = wanted.length ? await asked.or("index", index.scores(wanted.map(({ query }) => query)), wanted.map(() => new Map())) : [];
    const found = mostOf(weighed(wanted, scores, index.head.count), scores, asked.question || wanted.length > 3);
    asked.used = found.used.flatMap(({ words }) => words);
    asked.ignored = found.ignored.flatMap(({ words }) => words);
    asked.left = asked.words.filter((word) => !asked.used.includes(word) && !asked.ignored.includes(word));
    asked.terms = new Set(asked.used.flatMap((word) => terms.get(word) ?? []));
    const within = this.#namedWithin(index, asked, names, elsewhere);
    const wholly = [...within.named.values()].includes(1); // a name that stands in the query as it is
    if (!wholly) for (const page of await sameGist) within.named.set(page, 1);
    const whole = !asked.question && found.used.length + found.ignored.length === wanted.length;
    const kept = whole ? withoutHalfNames(found, within) : { partly: found.partly, named: within.named };
    return { scores: found.scores, ...kept, exact: await this.#exact(asked, named, parts), alone: within.alone };
  }

  /** Pages that have the query as a name, in any way in which it may be read. */
  async #exact(asked, named, parts) {
    const changed = asked.mended ? parseQuery(asked.whole).forms : [];
    const otherwise = parts.filter(({ variant }) => variant).map(({ variant: [text, other] }) => ` ${asked.whole} `.replace(` ${text} `, ` ${other} `).trim());
    for (const form of [...asked.forms, ...changed, ...otherwise]) {
      const found = await bearing(named, form);
      // Article 5, and what is called art 5.
      if (found.length && form === asked.typed) return asked.written === form ? found : [...(await bearing(named, asked.written)), ...found];
      if (found.length) return found;
    }
    return [];
  }

  /** Pages with a name, or what people type, that has the query's telling words, in whatever order and forms. Two things compared are no name. */
  async #ofSameGist(index, asked) {
    const gist = asked.question === "compare" ? "" : gistOf(asked.whole);
    return gist ? asked.or("index", index.pagesOfGist(gist), []) : [];
  }

  /**
   * Pages that have a name within the query. `named`: for each, the share of the query's meaningful words that its name
   * makes up; `firm`: pages to show whatever else is found, because of a number or a name of half the query; `alone`:
   * whether there is only one name.
   */
  #namedWithin(index, asked, names, elsewhere) {
    const words = asked.whole.split(" ");
    const tells = (word, at) => !isFiller(word) || names.some(({ from, to }) => to - from > 1 && at >= from && at < to);
    const telling = words.filter(tells).length || 1;
    const [shares, firm] = [new Map(), new Set()];
    // "what is recovery in prison" asks about recovery
    const subject = SUBJECT.test(asked.typed) ? words.findIndex((word) => !isFiller(word)) : -1;
    const some = names.filter(({ pages, law }) => law || pages.length <= MOST_OF_A_NAME);
    for (const { from, to, pages, law } of some) {
      const told = words.filter((word, at) => at >= from && at < to && tells(word, at)).length;
      const own = UNDER.test(words.slice(0, from).join(" ")) ? UNDER_SHARE * told : told;
      // For a number, only the law of the nation.
      const held = law ? this.#exactInOrder(index, asked, pages, elsewhere).slice(0, 1) : pages;
      for (const page of held) if (law || (to - from > 1 && 2 * own >= telling)) firm.add(page);
      for (const page of held) shares.set(page, (shares.get(page) ?? 0) + (from === subject && OF_IT.test(words[to] ?? "in") ? Math.max(own / telling, SUBJECT_SHARE) : own / telling));
    }
    return { named: shares, firm, alone: some.length === 1 };
  }

  async #narrowed(index, asked, state, everything) {
    const choices = isFiltered(state) ? await asked.or("choices", this.choices(), null) : null;
    const numbers = fitting(state, everything, index, choices);
    if (!state.sort) return numbers;
    const titles = () => this.#load(`assets/search/${index.head.mark}/titles.json`, "titles");
    const values = await asked.or("order", state.sort === "title" ? titles() : this.choices().then(({ year }) => year), null);
    return values ? sortedBy(state.sort, numbers, values) : numbers;
  }

  /** Current counts for the filters; only for `kind` if the others could not be loaded. */
  async counts(state, everything) {
    return counts(state, everything, this.index, await this.choices().catch(() => null));
  }
}
