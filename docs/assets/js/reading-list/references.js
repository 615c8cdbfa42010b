// Several references on one page: sorted, and distinguished if two have the same citation (Harvard, APA 7).
"use strict";

if (window.almanac) {
  const { make } = window.almanac;

  const inOrder = new Intl.Collator("en-GB");

  // Groups works by their citation in the text.
  function alike(works) {
    const groups = new Map();
    for (const work of works) {
      if (groups.has(work.intext)) groups.get(work.intext).push(work);
      else groups.set(work.intext, [work]);
    }
    return [...groups.values()];
  }

  // APA distinguishes works by different authors by giving more of their names: (Abbott, Hughes, et al., 2021).
  function withMoreNames(work, works) {
    const names = work.names;
    const others = works.filter(({ before }) => before !== work.before).map((other) => other.names);
    const first = (all, shown) => all.slice(0, shown === names.length ? all.length : shown).join();
    const differs = (shown) => others.every((other) => first(other, shown) !== first(names, shown));
    let shown = 1;
    while (shown < names.length && !differs(shown)) shown += 1;
    if (!others.length || !differs(shown)) return work.intext;
    const left = work.before.includes("et al.") || shown < names.length - 1; // "et al." never replaces a single name
    const last = names.length > 2 ? `, & ${names.at(-1)}` : ` & ${names.at(-1)}`;
    const label = left ? `${names.slice(0, shown).join(", ")}, et al.` : names.slice(0, -1).join(", ") + last;
    return `(${label}, ${work.year})`;
  }

  // The works of a list in the order of its references. `items` have a key, a note and the study's data, and `style` is
  // "harvard" or "apa". Works that still have the same citation are distinguished by letters: 2020a, 2020b.
  function cited(items, style) {
    const all = items.map(({ key, note, study }) => {
      const { csl, [style]: reference } = study;
      const names = csl.author.map(({ family, literal }) => family || literal);
      return { key, note, names, ...reference };
    });
    all.sort((one, other) => inOrder.compare(one.sort, other.sort) || (one.key < other.key ? -1 : 1));
    if (style === "apa") {
      for (const works of alike(all)) {
        const apart = works.map((work) => withMoreNames(work, works));
        works.forEach((work, index) => (work.intext = apart[index]));
      }
    }
    const letters = "abcdefghijklmnopqrstuvwxyz";
    for (const works of alike(all)) {
      works.forEach((work, index) => {
        const letter = letters[index] ?? letters[Math.floor(index / 26) - 1] + letters[index % 26];
        work.letter = works.length === 1 ? "" : /\d$/.test(work.year) ? letter : `-${letter}`; // 2020a, but n.d.-a
      });
    }
    return all;
  }

  function inText({ intext, year, letter }) {
    const end = intext.lastIndexOf(year) + year.length;
    return intext.includes(year) ? intext.slice(0, end) + letter + intext.slice(end) : intext;
  }

  // The reference as nodes, with no markup but italics, and with the letter after the year.
  function styled({ before, year, after, html, letter }) {
    const parsed = new DOMParser().parseFromString(html, "text/html").body;
    if (parsed.textContent !== before + year + after) return [before + year + letter + after];
    const cut = before.length + year.length;
    let passed = 0;
    const taken = (node) => {
      if (node.nodeType === Node.ELEMENT_NODE) {
        const children = [...node.childNodes].flatMap(taken);
        return /^(I|EM)$/.test(node.nodeName) ? [make("i", {}, ...children)] : children;
      }
      const text = node.nodeType === Node.TEXT_NODE ? node.data : "";
      const place = cut - passed;
      passed += text.length;
      return [place > 0 && place <= text.length ? text.slice(0, place) + letter + text.slice(place) : text];
    };
    return [...parsed.childNodes].flatMap(taken);
  }

  window.almanac.references = { cited, inText, styled };
}
