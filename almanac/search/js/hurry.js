// Words as people write them in a hurry or in distress: run together, cut short, with letters swapped.

/** Each pattern, and what stands for it in full. */
export const IN_FULL = [
  ["\\b(?:wnat|watn|wnt|wannt|waant|wantt)\\b", "want"], ["\\bwan ?na\\b", "want to"], ["\\bgon ?na\\b", "going to"],
  ["\\b(want|wants|going|need) (?:2|too|ot|t)\\b", "$1 to"], ["\\b(want|wants) (die|kill)\\b", "$1 to $2"],
  ["\\b(want|wants) to (?:dei|diee+|dye)$", "$1 to die"],
  ["\\b(?:kil|kll|kiil|klil|kiill|killl+)\\b", "kill"], ["\\b(?:mysel|myslef|mysefl|myelf|meself|mself|myselff)\\b", "myself"],
  ["\\bh8\\b", "hate"], ["\\b(?:dnt|donot|dnot|dont wont)\\b", "dont"], ["\\b(?:cnt|carnt|cant t)\\b", "cant"],
  ["\\b(?:pls|plz|plse|pleas)\\b", "please"], ["\\bu\\b", "you"], ["\\burself\\b", "yourself"],
  ["\\b(he|she|it|there|what|that) ?s\\b(?= )", "$1 is"], ["\\b(they|we|you) ?re\\b", "$1 are"],
];
