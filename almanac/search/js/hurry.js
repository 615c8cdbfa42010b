// Words as people write them in a hurry or in distress: run together, cut short, with letters swapped.

const IN_FULL = [
  [/\b(?:wnat|watn|wnt|wannt|waant|wantt)\b/g, "want"], [/\bwan ?na\b/g, "want to"], [/\bgon ?na\b/g, "going to"],
  [/\b(want|wants|going|need) (?:2|too|ot|t)\b/g, "$1 to"], [/\b(want|wants) (die|kill)\b/g, "$1 to $2"],
  [/\b(want|wants) to (?:dei|diee+|dye)$/g, "$1 to die"],
  [/\b(?:kil|kll|kiil|klil|kiill|killl+)\b/g, "kill"], [/\b(?:mysel|myslef|mysefl|myelf|meself|mself|myselff)\b/g, "myself"],
  [/\bh8\b/g, "hate"], [/\b(?:dnt|donot|dnot|dont wont)\b/g, "dont"], [/\b(?:cnt|carnt|cant t)\b/g, "cant"],
  [/\b(?:pls|plz|plse|pleas)\b/g, "please"], [/\bu\b/g, "you"], [/\burself\b/g, "yourself"],
  [/\b(he|she|it|there|what|that) ?s\b(?= )/g, "$1 is"], [/\b(they|we|you) ?re\b/g, "$1 are"],
];

/** Folded words as they would be written in full: "he s going 2 kil me" is "he is going to kill me". */
export const inFull = (words) => IN_FULL.reduce((made, [pattern, full]) => made.replace(pattern, full), words);
