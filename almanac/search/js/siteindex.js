// The index: built from the whole site by build.js, and queried part by part in the reader's browser by search.js.
//
// MiniSearch finds and ranks. Its index of a large library is too big to send, and a query needs only its own words. So
// the index is stored in parts, in the order of its words, and the browser assembles a MiniSearch index for one query.

import MiniSearch from "minisearch";
import { lengthAt } from "./lengths.js";
import { unpackPages, unpackTerm } from "./packing.js";
import { unpackFirsts } from "./parts.js";
import { stem, tokenize } from "./stem.js";
import { VALIDATORS } from "./validators.js";

/** The fields that are searched, and the weight of a word in each. */
export const FIELDS = { title: 10, names: 4, authors: 3, about: 4, text: 1 };

/** Fields in which a word counts for less the more words there are. */
export const LENGTH_NORMALISED = ["title", "text"];

// Other data about words is sorted among them, with a mark at the end of each key. So everything that a word leads to
// is in one part of the index, or in the next.

/** After a whole name, to distinguish it from a word: `care act=`. */
export const NAME_MARK = "=";

/** After the gist of a name, or of what people type who need an entry (see retrieve.js). */
export const GIST_MARK = "^";

/** After a misspelt name. */
export const MISSPELLING_MARK = "~";

/** After a hyphenated word without its hyphen: `wellbeing+` leads to `well being`. */
export const COMPOUND_MARK = "+";

/** After a word of a title without its first letter: `urnout!` leads to `burnout`. */
export const HEADLESS_MARK = "!";

/** After an everyday word: `jail&` leads to `prison`. */
export const MEANING_MARK = "&";

/** Before an identifier of a single page: a DOI, a telephone number or an address (see identifiers.js). */
export const IDENTIFIER_PREFIX = "#";

const MARKS = [NAME_MARK, GIST_MARK, MISSPELLING_MARK, COMPOUND_MARK, HEADLESS_MARK, MEANING_MARK];
const isTerm = (key) => !MARKS.includes(key.at(-1));

const combined = (combineWith, queries) => (queries.length === 1 ? queries[0] : { combineWith, queries });

/** A MiniSearch query for the pages that all of some queries find. */
export const and = (queries) => combined("AND", queries);

/** A MiniSearch query for the pages that any of some queries finds. */
export const or = (queries) => combined("OR", queries);

/** A query for the pages that have any of a word's terms. If it has none, no page has the one that is looked up. */
export const anyOf = (terms, word) => or(terms.length ? terms : [`${word}\u0000`]);

/** The settings of MiniSearch for indexing and searching. */
export const OPTIONS = {
  fields: Object.keys(FIELDS),
  tokenize,
  processTerm: (term) => term, // already done by tokenize()
  searchOptions: { boost: FIELDS, combineWith: "AND", tokenize: (query) => query.split(" ").filter(Boolean) },
};

/**
 * The index of a site.
 *
 * @param {(path: string) => Promise<any>} get - fetches JSON, by its path relative to index.json.
 * @param {object} head - the contents of index.json.
 */
export class Index {
  #get;
  #firsts;
  #parts = new Map();

  constructor(get, head) {
    this.#get = get;
    this.#firsts = unpackFirsts(head.parts);
    this.head = head;
    [this.late, this.past, this.abroad] = [head.late, head.past, head.abroad].map((packed) => new Set(unpackPages(packed, head.count)));
  }

  /** The kind of the page with a number. */
  kindOf(number) {
    return this.head.kinds.find(([, end]) => number < end)[0];
  }

  /** Numbers of the pages with a name, given as folded by fold(). */
  async pagesNamed(name) {
    return this.#pages(name + NAME_MARK);
  }

  /** Numbers of the pages that have a name, or what people type, with this gist. */
  async pagesOfGist(gist) {
    return this.#pages(gist + GIST_MARK);
  }

  /** The correct form of a misspelt name; undefined if it is not a known misspelling. */
  async correctionOf(slip) {
    const part = await this.#part(slip + MISSPELLING_MARK);
    return part.get(slip + MISSPELLING_MARK);
  }

  /** Numbers of the pages with an identifier. */
  async identified(key) {
    return this.#pages(IDENTIFIER_PREFIX + key);
  }

  async #pages(key) {
    const packed = (await this.#part(key)).get(key);
    return packed === undefined ? [] : unpackPages(packed, this.head.count);
  }

  /** The title word that this would be with its first letter; empty if there is none. */
  async withFirstLetter(word) {
    const part = await this.#part(word + HEADLESS_MARK);
    return part.get(word + HEADLESS_MARK) ?? "";
  }

  /** The separate words of a hyphenated word; empty for any other. */
  async spacedOut(joined) {
    const part = await this.#part(joined + COMPOUND_MARK);
    return part.get(joined + COMPOUND_MARK) ?? "";
  }

  /** The site's words that an everyday word stands for; none for other words. */
  async meanings(word) {
    const part = await this.#part(stem(word) + MEANING_MARK);
    const meant = part.get(stem(word) + MEANING_MARK)?.split(" ") ?? [];
    // Prefetches. Errors are reported where the part is used.
    for (const meaning of meant) this.expand(meaning).catch(() => {});
    return meant;
  }

  /** Whether the site has a word, in this or another form. */
  async holds(word) {
    const term = stem(word);
    return Boolean(term) && (await this.#part(term)).has(term);
  }

  /** Every term with a given beginning. */
  async startingWith(start) {
    const last = this.#firsts.findLastIndex((first) => first <= `${start}\uffff`);
    const found = [];
    for (let at = this.#partOf(start); at <= last; at++) {
      found.push(...[...(await this.#loaded(at)).keys()].filter((term) => term.startsWith(start) && isTerm(term)));
    }
    return found;
  }

  /** The terms that a plain word is looked up as: its own or, if the site lacks it, those that begin with it. */
  async expand(word) {
    const term = stem(word);
    const part = await this.#part(term);
    if (part.has(term)) return [term];
    // too short to tell a beginning from a typing error
    if (word.length < 5) return [];
    const begins = (other) => other.startsWith(word) || (term.length > 4 && other.startsWith(term));
    return [...part.keys()].filter((other) => begins(other) && isTerm(other));
  }

  /**
   * Score the pages that match each query.
   *
   * @param {object[]} wanted - MiniSearch queries of terms: `{ combineWith, queries }`.
   * @returns {Promise<Map<number, number>[]>} for each query, page number to score.
   */
  async scores(wanted) {
    const { count, lengths, average } = this.head;
    const held = new Uint8Array(count); // whether a page has any of the words
    const terms = [...new Set(wanted.flatMap(termsOf))];
    const index = await Promise.all(terms.map(async (term) => [term, await this.#postings(term, held)]));
    const [documentIds, fieldLength] = [{}, {}];
    for (let id = 0; id < count; id++) {
      if (!held[id]) continue;
      documentIds[id] = id;
      fieldLength[id] = lengths.map((packed, field) => (packed === null ? average[field] : lengthAt(packed, id)));
    }
    const engine = MiniSearch.loadJS(
      {
        documentCount: count,
        nextId: count,
        documentIds,
        fieldIds: Object.fromEntries(OPTIONS.fields.map((field, at) => [field, at])),
        fieldLength,
        averageFieldLength: average,
        storedFields: {},
        dirtCount: 0,
        index,
        serializationVersion: 2,
      },
      OPTIONS,
    );
    return wanted.map((query) => new Map(engine.search(query).map(({ id, score }) => [id, score])));
  }

  /** The postings of a term: field to page number to frequency. Marks the pages in `held`. */
  async #postings(term, held) {
    const packed = (await this.#part(term)).get(term);
    const fields = {};
    if (packed === undefined) return fields;
    unpackTerm(packed, OPTIONS.fields.length, this.head.count).forEach(({ pages, times }, field) => {
      if (!pages.length) return;
      fields[field] = {};
      pages.forEach((page, at) => {
        held[page] = 1;
        fields[field][page] = times[at];
      });
    });
    return fields;
  }

  #partOf(term) {
    return Math.max(0, this.#firsts.findLastIndex((first) => first <= term));
  }

  /** The part of the index where a term would be: key to stored data. */
  #part(term) {
    return this.#loaded(this.#partOf(term));
  }

  #loaded(at) {
    if (!this.#parts.has(at)) {
      const part = this.#get(`words/${at}.json`).then(VALIDATORS.words);
      part.catch(() => this.#parts.delete(at));
      this.#parts.set(at, part);
    }
    return this.#parts.get(at);
  }
}

/** Every term of a query. */
const termsOf = (query) => (typeof query === "string" ? [query] : query.queries.flatMap(termsOf));
