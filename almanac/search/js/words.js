// Words as they are compared, when the site is indexed and when a reader asks. The build folds names alike
// (almanac/search.py); a test holds the two together.

const letters = { æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss" };

/** Lower case, without accents and signs: `Rugkåsa’s & Co` is `rugkasas and co`. */
export const plain = (text) =>
  /^[a-z0-9]*$/.test(text) ? text : folded(text); // most words are: folding takes its time

const folded = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[æœøłđðþß]/g, (letter) => letters[letter])
    .replace(/['’‘]/g, "").replaceAll("&", " and ").replace(/[^a-z0-9]+/g, " ").trim();

/** Words that carry no meaning here: neither indexed nor looked for. */
export const small = new Set(
  ("a about am an and any are as at be been between by can could did difference do does for from get had happened happens has have he her his how i if in is it " +
    "its many me much my of on or our she should so still than that the their them then there these they this those to us was we were what when " +
    "where which while who whom why will with would you your").split(" "),
);
