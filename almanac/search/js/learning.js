// Learns which words suggest danger, from phrases of danger and calm ones (phrases/). A naive Bayes estimate is
// followed by a perceptron, which adjusts the points until each phrase is judged as its list says. It takes a fraction
// of a second, so the build does it, and a new way to speak of danger needs only a new phrase in the list.

import { isAboutHarm, tellsOf } from "./crisis.js";
import { enoughOf, featuresOf, stemsOf, wholeOf } from "./danger.js";
import { fold } from "./text.js";

const OF_A_NAT = 4; // points of a feature that is e times as frequent in danger
const UNSEEN = 0.15; // smoothing: extra occurrences assumed for each feature in both lists
const SLIGHTEST = 3; // the fewest points worth sending to a reader
const TOGETHER = 4; // the fewest phrases with an adjacent pair for it to count as a feature
// points by which a phrase of danger must exceed the threshold, and a calm one stay below it
const MARGIN = { danger: 6, calm: 2 };
const ROUNDS = 40;
// the share of calm phrases above which a word is too common to be an alarm word
const COMMON = 1 / 50;
// What people put around a message, whether or not it tells of danger. Calm phrases have more of it, so some phrases of
// both lists are learned within it.
const FRAMES = [
  "i am a social worker and {}", "as a social worker {}", "as an amhp {}", "my client says {}", "someone i work with says {}", "{} what do i do", "{} who do i call",
  "{} advice", "{} on the ward", "{} amhp", "{} mental health", "{} uk",
];
const FRAMED = { danger: 4, calm: 8 }; // one in so many

const framed = (phrases, each) =>
  phrases.filter((_, at) => at % each === 0).map((phrase, at) => FRAMES[at % FRAMES.length].replace("{}", phrase));

const stemsOfPhrase = (phrase) => stemsOf(fold(phrase));
const counts = (features) => features.reduce((held, feature) => held.set(feature, (held.get(feature) ?? 0) + 1), new Map());

/** Points of each informative feature: how much more often it occurs in danger than in calm phrases. `silent` words have none. */
function frequencies(silent, ...phrases) {
  const [danger, calm] = phrases.map((features) => counts(features.flat()));
  const all = [...new Set([...danger.keys(), ...calm.keys()])].sort();
  const [ofDanger, ofCalm] = [danger, calm].map((counted) => {
    const total = [...counted.values()].reduce((sum, count) => sum + count, UNSEEN * all.length);
    return (feature) => ((counted.get(feature) ?? 0) + UNSEEN) / total;
  });
  return all
    .filter((feature) => !feature.split(" ").some((word) => silent.has(word)))
    .filter((feature) => !feature.includes(" ") || (danger.get(feature) ?? 0) + (calm.get(feature) ?? 0) >= TOGETHER)
    .map((feature) => [feature, Math.round(OF_A_NAT * Math.log(ofDanger(feature) / ofCalm(feature)))])
    .filter(([, points]) => Math.abs(points) >= SLIGHTEST);
}

/** The points of a phrase beyond its threshold; negative if it falls short. */
const beyond = (points, { places, enough }) => places.reduce((sum, place) => sum + points[place], -enough);

/** Adjust points until every phrase of danger exceeds its threshold by a margin, and every calm one is below by one. */
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

/** Phrases that the points of their words misjudge, each as a whole with the points that correct it. */
const exceptions = (points, danger, calm) => [
  ...danger.filter((phrase) => beyond(points, phrase) < 0).map((phrase) => [wholeOf(phrase.words), -beyond(points, phrase)]),
  ...calm.filter((phrase) => beyond(points, phrase) >= 0).map((phrase) => [wholeOf(phrase.words), -beyond(points, phrase) - 1]),
];

/**
 * Learn points by feature (see danger.js). They are whole numbers, and they judge each phrase as its list says.
 *
 * @param {string[]} danger - phrases of danger.
 * @param {string[]} calm - phrases that must not raise an alarm.
 * @param {object} [besides] - `names`: other phrases that must not, unless they are phrases of danger too or concern
 *   harm. They adjust points but add few, so a large site does not make the file much longer. `silent`: words that say
 *   nothing of danger, which have no points.
 */
export function learn(danger, calm, { names = [], silent = [] } = {}) {
  const [dangers, calms, named] = [danger, calm, names].map((phrases) => phrases.map(stemsOfPhrase));
  const within = [framed(danger, FRAMED.danger), framed(calm, FRAMED.calm)].map((phrases) => phrases.map(stemsOfPhrase));
  const counted = [dangers, calms].map((phrases, list) => [...phrases, ...within[list]].map(featuresOf));
  const found = frequencies(new Set(silent.flatMap(stemsOfPhrase)), ...counted);
  const placeOf = new Map(found.map(([feature], place) => [feature, place]));
  const points = found.map(([, worth]) => worth);
  const cries = new Set(dangers.map(wholeOf));
  const quiet = [...calms, ...named.filter((words) => !isAboutHarm(words) && !cries.has(wholeOf(words)))];
  const placed = (words) => ({ words, enough: enoughOf(words), places: featuresOf(words).flatMap((feature) => placeOf.get(feature) ?? []) });
  const lists = [dangers, quiet].map((phrases) => phrases.map(placed));
  settle(points, ...lists.map((phrases, list) => [...phrases, ...within[list].map(placed)]));
  const told = [...found.map(([feature], place) => [feature, points[place]]).filter(([, worth]) => worth), ...exceptions(points, ...lists)];
  return new Map(told.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Alarm words: every phrase of danger that mentions no person has at least one. They are few, likely in other calls for
 * help, and rare in calm queries.
 */
export function alarms(danger, calm) {
  const [cries, quiet] = [danger, calm].map((phrases) => phrases.map((phrase) => [...new Set(stemsOfPhrase(phrase))]));
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
