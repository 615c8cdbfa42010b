// Recognises identifiers of a single entry: a DOI, a PubMed number, an ISBN, a telephone number or an address.

import { digitsAlone } from "./numbers.js";

const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * The identifier that a query consists of, in the form used by the index; null for a query in words.
 *
 * @param {string} raw - as typed.
 * @returns {?{key: string, what: string}} the key, and the name of the type. The name is empty if the query may be
 *   words too.
 */
export function identifier(raw) {
  const text = raw.trim().replace(/^(?:site|url|link):\s*/i, "").replace(/^[<("'“]+|[>"'”.,;]+$/g, "");
  // A DOI copied from a PDF may have spaces in it.
  const doi = decoded(text).match(/^(?:(?:https?:\/\/)?(?:[\w.-]*doi\.org)\/+|doi\s*[:=]?\s*|.*\/doi\/(?:[a-z]+\/)?)?(10\.\d{4,9} ?\/ ?\S+(?: [\d().:;_-]\S*)*)$/i);
  if (doi) return { key: `doi ${doi[1].replace(/[?#].*$/, "").replaceAll(" ", "").toLowerCase()}`, what: "DOI" };
  const cited = decoded(raw).match(/\bdoi(?:\.org\/|\s*[:=]?\s*)(10\.\d{4,9}\/[^\s"'<>]+)/i) ?? decoded(raw).match(/(?:^|\s)(10\.\d{4,9}\/[^\s"'<>]+)/);
  // Within a reference, which may be searched as words too.
  if (cited) return { key: `doi ${cited[1].replace(/[.,;)\]]+$/, "").toLowerCase()}`, what: "" };
  const pubmed = text.match(/^(?:pmid\s*[:#]?\s*|pubmed\s*(?:id)?\s*[:#]?\s*|https?:\/\/(?:www\.)?(?:pubmed\.)?ncbi\.nlm\.nih\.gov\/(?:pubmed\/)?)(\d{4,9})\/?$/i);
  if (pubmed) return { key: `pmid ${pubmed[1]}`, what: "PubMed number" };
  const isbn = text.match(/^(?:isbn(?:-?1[03])?\s*[:#]?\s*)?((?:97[89][\s-]?)?(?:\d[\s-]?){9}[\dx])$/i);
  if (isbn && (/isbn/i.test(text) || /^97[89]/.test(isbn[1]))) return { key: `isbn ${isbn[1].replace(/[\s-]/g, "").toLowerCase()}`, what: "ISBN" };
  const digits = digitsAlone(text);
  if (digits) return { key: `number ${digits}`, what: "" };
  const page = decoded(text).match(/^(?:https?:\/\/\S+?\/|\/)?([a-z-]+\/[\w-]+)(\.html|\/)?(?:[?#]\S*)?$/i);
  // terms/amhp is an address, but and/or is words
  if (page) return { key: `page ${page[1].toLowerCase()}`, what: page[2]?.length > 1 ? "address" : "" };
  const host = text.match(/^(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/?#]\S*)?$/i);
  if (host) return { key: `site ${host[1].toLowerCase().replace(/^www\./, "")}`, what: /^https?:|^www\./i.test(text) ? "address" : "" };
  return null;
}
