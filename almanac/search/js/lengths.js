// The number of terms in a field of each page, rounded to two binary digits, which rank as well and fit in a character.

import { SIGNS, valueOf } from "./packing.js";

/** The lengths that are distinguished: 0 to 4, then 6, 8, 12, 16, 24 and so on. */
const STEPS = [...SIGNS].map((_, step) => (step < 4 ? step : (2 + (step % 2)) * 2 ** (Math.floor(step / 2) - 1)));

/** The nearest of those lengths. */
export function quantised(length) {
  const step = 2 ** Math.max(0, Math.floor(Math.log2(length || 1)) - 1);
  return Math.round(length / step) * step;
}

/** Encode lengths as text. */
export const packLengths = (lengths) => lengths.map((length) => SIGNS[STEPS.indexOf(quantised(length))]).join("");

/** Decode the length at a position of a text from `packLengths`. */
export const lengthAt = (packed, at) => STEPS[valueOf(packed, at)];
