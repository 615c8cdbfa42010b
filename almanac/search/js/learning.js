// Learns which words speak of danger, from phrases of danger and calm ones (phrases/): naive Bayes, and then a perceptron,
// which changes points until each phrase is judged as its list has it. Learning takes a fraction of a second, so the build
// does it, and whoever knows a new way to speak of danger only has to add a phrase.

import { isAboutHarm, tellsOf } from "./crisis.js";
import { enoughOf, featuresOf, wholeOf, wordsOf } from "./danger.js";
import { fold } from "./text.js";

const OF_A_NAT = 4; // points of a feature e times as frequent in danger
const UNSEEN = 0.15; // times that each feature is taken to have been met besides, in both kinds
const SLIGHTEST = 3; // points that are worth sending to a reader
const TOGETHER = 4; // phrases in which two words must stand together to count as two
const MARGIN = { danger: 6, calm: 2 }; // points that a phrase shall have beyond enough, or lack
const ROUNDS = 40;
const COMMON = 1 / 50; // of calm phrases that have a word: it is no alarm

const wordsOfPhrase = (phrase) => wordsOf(fold(phrase));
const counts = (features) => features.reduce((held, feature) => held.set(feature, (held.get(feature) ?? 0) + 1), new Map());

/** Points of each feature that tells: how much more often it stands in phrases of danger than in calm ones. */
function frequencies(...phrases) {
  const [danger, calm] = phrases.map((features) => counts(features.flat()));
  const all = [...new Set([...danger.keys(), ...calm.keys()])].sort();
  const [ofDanger, ofCalm] = [danger, calm].map((counted) => {
    const total = [...counted.values()].reduce((sum, count) => sum + count, UNSEEN * all.length);
    return (feature) => ((counted.get(feature) ?? 0) + UNSEEN) / total;
  });
  return all
    .filter((feature) => !feature.includes(" ") || (danger.get(feature) ?? 0) + (calm.get(feature) ?? 0) >= TOGETHER)
    .map((feature) => [feature, Math.round(OF_A_NAT * Math.log(ofDanger(feature) / ofCalm(feature)))])
    .filter(([, points]) => Math.abs(points) >= SLIGHTEST);
}

/** How many points more than enough a phrase has; fewer than 0 where it has not enough. */
const beyond = (points, { places, enough }) => places.reduce((sum, place) => sum + points[place], -enough);

/** Change points until each phrase of danger has a margin beyond enough, and each calm one lacks a margin. */
function settle(points, danger, calm) {
  const change = (phrases, isWrong, step) =>
    phrases.filter((phrase) => {
      const wrong = isWrong(beyond(points, phrase));
      if (wrong) for (const place of phrase.places) points[place] += step;
      return wrong;
    }).length;
  for (let round = 0, changes = 1; changes && round < ROUNDS; round++) {
    changes = change(danger, (over) => over < MARGIN.danger, 1) + change(calm, (over) => over > -MARGIN.calm, -1);
  }
}

/** The whole of each phrase that the points of its words misjudge, with the points that put it right. */
const exceptions = (points, danger, calm) => [
  ...danger.filter((phrase) => beyond(points, phrase) < 0).map((phrase) => [wholeOf(phrase.words), -beyond(points, phrase)]),
  ...calm.filter((phrase) => beyond(points, phrase) >= 0).map((phrase) => [wholeOf(phrase.words), -beyond(points, phrase) - 1]),
];

/**
 * Points by feature (see danger.js), whole numbers: they judge each phrase as its list has it.
 *
 * @param {string[]} danger - phrases of danger.
 * @param {string[]} calm - phrases that must set nothing off.
 * @param {string[]} [names] - others that must not, but for those that are phrases of danger too, or about harm. They change
 *   points and add few: a reader of a large site is sent no more.
 */
export function learn(danger, calm, names = []) {
  const [dangers, calms, named] = [danger, calm, names].map((phrases) => phrases.map(wordsOfPhrase));
  const found = frequencies(...[dangers, calms].map((phrases) => phrases.map(featuresOf)));
  const placeOf = new Map(found.map(([feature], place) => [feature, place]));
  const points = found.map(([, worth]) => worth);
  const cries = new Set(dangers.map(wholeOf));
  const quiet = [...calms, ...named.filter((words) => !isAboutHarm(words) && !cries.has(wholeOf(words)))];
  const lists = [dangers, quiet].map((phrases) =>
    phrases.map((words) => ({ words, enough: enoughOf(words), places: featuresOf(words).flatMap((feature) => placeOf.get(feature) ?? []) })),
  );
  settle(points, ...lists);
  const told = [...found.map(([feature], place) => [feature, points[place]]).filter(([, worth]) => worth), ...exceptions(points, ...lists)];
  return new Map(told.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Words of which every phrase of danger that tells of nobody has one: few, and such as other calls for help may have, but
 * hardly a calm query.
 */
export function alarms(danger, calm) {
  const [cries, quiet] = [danger, calm].map((phrases) => phrases.map((phrase) => [...new Set(wordsOfPhrase(phrase))]));
  const [often, calmly] = [cries, quiet].map((phrases) => counts(phrases.flat()));
  const worth = (word) => {
    const times = calmly.get(word) ?? 0;
    return times > COMMON * quiet.length ? -times : often.get(word) / (times + 1);
  };
  let unheard = cries.filter((words) => !tellsOf(words));
  const chosen = [];
  for (const word of [...new Set(unheard.flat())].sort((one, other) => worth(other) - worth(one) || (one < other ? -1 : 1))) {
    const left = unheard.filter((words) => !words.includes(word));
    if (left.length < unheard.length) chosen.push(word);
    unheard = left;
  }
  return chosen.sort();
}
