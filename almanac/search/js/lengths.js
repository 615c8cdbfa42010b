// How many terms a field of each page has: to two binary digits, which ranks as well, and in one character for each page.

import { SIGNS, valueOf } from "./packing.js";

/** The lengths that are told apart: 0 to 4, then 6, 8, 12, 16, 24 and so on. */
const STEPS = [...SIGNS].map((_, step) => (step < 4 ? step : (2 + (step % 2)) * 2 ** (Math.floor(step / 2) - 1)));

/** The nearest of them to a length. */
export function quantised(length) {
  const step = 2 ** Math.max(0, Math.floor(Math.log2(length || 1)) - 1);
  return Math.round(length / step) * step;
}

/** Lengths as text. */
export const packLengths = (lengths) => lengths.map((length) => SIGNS[STEPS.indexOf(quantised(length))]).join("");

/** A length in a text that `packLengths` gave, by its place. */
export const lengthAt = (packed, at) => STEPS[valueOf(packed, at)];
