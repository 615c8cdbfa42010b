// Plain words of danger in the first person, which the page recognises before the search has loaded. crisis.js
// recognises far more.

const SAYS = /\b(?:(?:kill|hang|cut|hurt|harm)(?:t?ing)? my ?self\b(?! off)|i(?:m| am)? (?:\w+ )?(?:want to|wanna|going to|gonna|ready to) die\b(?! of)|(?:end|take|ending|taking) my (?:own )?life\b|(?:feel|feeling|im|i am|i feel) (?:so |really |very )?suicidal\b|i(?:ve)? (?:just )?(?:took|taken) an overdose\b)/;

/** Whether a query, as typed, says plainly that whoever writes it is in danger. */
export const saysDanger = (query) => SAYS.test(query.toLowerCase().replace(/['’]/g, ""));
