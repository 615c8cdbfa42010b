// The index: made of the whole site by index.js, and asked in the reader's browser by search.js, from parts.
//
// MiniSearch finds and ranks. Its index of a large library is too much to send, and a query needs little of it: the
// words that were asked for. So the index is stored in parts, in the order of its words, and a reader's browser puts
// together a MiniSearch of the words of one query.

import MiniSearch from "minisearch";
import { lengthAt } from "./lengths.js";
import { unpackPages, unpackTerm } from "./packing.js";
import { unpackFirsts } from "./parts.js";
import { stem, tokenize } from "./stem.js";
import { VALIDATORS } from "./validators.js";

/** What is searched of a page, and how much a word counts in it. */
export const FIELDS = { title: 10, names: 4, authors: 3, about: 4, text: 1 };

/** Fields in which a word counts for less the more words there are. */
export const LENGTH_NORMALISED = ["title", "text"];

// What is stored beside the words stands in their order too, and its mark comes last: all that a word leads to stands in
// one part of the index, or in the next.

/** After a whole name, to tell it from a word: `care act=`. */
export const NAME_MARK = "=";

/** After a misspelt name. */
export const MISSPELLING_MARK = "~";

/** After a word that some write with a hyphen, as one: `wellbeing+` leads to `well being`. */
export const COMPOUND_MARK = "+";

/** After a word of a title without its first letter: `urnout!` leads to `burnout`. */
export const HEADLESS_MARK = "!";

/** After an everyday word: `jail&` leads to `prison`. */
export const MEANING_MARK = "&";

/** Before what names one page outright: a DOI, a telephone number, an address (see identifiers.js). */
export const IDENTIFIER_PREFIX = "#";

const isTerm = (key) => !/[=~+!&]$/.test(key);

/** How MiniSearch is set up, to index and to ask. */
export const OPTIONS = {
  fields: Object.keys(FIELDS),
  tokenize,
  processTerm: (term) => term, // tokenize() has done it
  searchOptions: { boost: FIELDS, combineWith: "AND", tokenize: (query) => query.split(" ").filter(Boolean) },
};

/**
 * The index of a site.
 *
 * @param {(path: string) => Promise<any>} get - fetches JSON beside index.json.
 * @param {object} head - what index.json holds.
 */
export class Index {
  #get;
  #firsts;
  #parts = new Map();

  constructor(get, head) {
    this.#get = get;
    this.#firsts = unpackFirsts(head.parts);
    this.head = head;
    [this.late, this.past] = [head.late, head.past].map((packed) => new Set(unpackPages(packed, head.count)));
  }

  /** What kind of page a number is. */
  kindOf(number) {
    return this.head.kinds.find(([, end]) => number < end)[0];
  }

  /** Numbers of the pages that bear a name, written as fold() writes it. */
  async pagesNamed(name) {
    return this.#pages(name + NAME_MARK);
  }

  /** The name that was meant by one that only a slip of the pen would write; nothing for others. */
  async correctionOf(slip) {
    const part = await this.#part(slip + MISSPELLING_MARK);
    return part.get(slip + MISSPELLING_MARK);
  }

  /** Numbers of the pages that an identifier names. */
  async identified(key) {
    return this.#pages(IDENTIFIER_PREFIX + key);
  }

  async #pages(key) {
    const packed = (await this.#part(key)).get(key);
    return packed === undefined ? [] : unpackPages(packed, this.head.count);
  }

  /** The word of a title that begins with one letter more; nothing where there is none. */
  async withFirstLetter(word) {
    const part = await this.#part(word + HEADLESS_MARK);
    return part.get(word + HEADLESS_MARK) ?? "";
  }

  /** The words of one that some write with a hyphen; nothing for others. */
  async spacedOut(joined) {
    const part = await this.#part(joined + COMPOUND_MARK);
    return part.get(joined + COMPOUND_MARK) ?? "";
  }

  /** The words of the site that an everyday word stands for; none for others. */
  async meanings(word) {
    const part = await this.#part(stem(word) + MEANING_MARK);
    const meant = part.get(stem(word) + MEANING_MARK)?.split(" ") ?? [];
    for (const meaning of meant) this.expand(meaning).catch(() => {}); // on its way: whoever needs it hears of it
    return meant;
  }

  /** Whether the site has a word, as it is or in another form. */
  async holds(word) {
    const term = stem(word);
    return Boolean(term) && (await this.#part(term)).has(term);
  }

  /** Every term that begins with some letters. */
  async startingWith(start) {
    const last = this.#firsts.findLastIndex((first) => first <= `${start}\uffff`);
    const found = [];
    for (let at = this.#partOf(start); at <= last; at++) {
      found.push(...[...(await this.#loaded(at)).keys()].filter((term) => term.startsWith(start) && isTerm(term)));
    }
    return found;
  }

  /** The terms that a plain word is looked for as: its own, or what begins with it where the site has not the word. */
  async expand(word) {
    const term = stem(word);
    const part = await this.#part(term);
    if (part.has(term)) return [term];
    if (word.length < 5) return []; // too short to tell a beginning from a slip
    const begins = (other) => other.startsWith(word) || (term.length > 4 && other.startsWith(term));
    return [...part.keys()].filter((other) => begins(other) && isTerm(other));
  }

  /**
   * Pages that hold what is wanted.
   *
   * @param {object[]} wanted - queries as MiniSearch takes them, of terms: `{ combineWith, queries }`.
   * @returns {Promise<Map<number, number>[]>} for each, number of page to score.
   */
  async scores(wanted) {
    const { count, lengths, average } = this.head;
    const held = new Uint8Array(count); // whether a page has one of the words
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

  /** Of a term: field to number of page to how often. The pages are marked as held. */
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

  /** The part of the index where a term would stand: term to what is stored of it. */
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
