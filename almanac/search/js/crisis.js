// Whether a query speaks of danger or distress, so that urgent help comes first, and its words are left alone.
//
// Each pattern is for one way to say it, in folded words (no apostrophes: "dont", "im"). A title or a question of a
// practitioner must set none of them off; tests/search/test_crisis.py holds both.

import { fold } from "./text.js";

const ONESELF = "(?:my ?self|me|him ?self|her ?self|them ?sel(?:f|ves)|themself|our ?selves|one ?self|your ?self)";
const CLOSE = "(?:he|she|they|(?:my|her|his|their) (?:ex |step)?(?:husband|wife|partner|boyfriend|girlfriend|dad|father|mum|mom|mother|son|daughter|brother|sister|uncle|carer|family|ex|flatmate|landlord|boss))";
const WANT = "(?:want(?:s|ed|ing)?(?: to)?|wanna|wish(?:es)?(?: to)?|going to|gonna|about to|plan(?:s|ning)? to|thinking (?:of|about)|thoughts? of|feel(?:s|ing)? like|will|may|might|tried to|trying to|threaten(?:s|ed|ing)? to|ready to|need to|try(?:ing)? to)";
const NOT = "(?:dont|do not|doesnt|does not|didnt|no longer|never|not)";
const CANNOT = "(?:cant|can not|cannot|couldnt|could not)";

const SUICIDE = "\\b(?:suic[ia]d\\w*|sucid\\w*|suisid\\w*|suicied\\w*|suside\\w*)";

const DANGER = [
  // dying by one's own hand, in the first person or another's
  `\\bkill(?:s|ed|ing)? (?:${ONESELF})\\b(?! tv\\b)`,
  `\\b${WANT} (?:\\w+ )?(?:die|be dead|dying|not exist|disappear forever|not wake up|never wake up|kill)\\b`,
  "\\bwant(?:s|ed)? (?:him|her|it|my life|their life|everything) (?:dead|to end|to be over|to stop)\\b",
  "\\b(?:end|ending|ended|take|taking|took|taken) (?:(?:my|his|her|their|your) (?:own )?(?:life|lives)|it all|everything)\\b",
  "\\bend(?:ing)? (?:it|things)(?: now| tonight| today| for good)?$",
  "\\bbetter off (?:dead|without me|if i)\\b|\\b(?:wish|rather) (?:i|he|she|they)?(?: \\w+){0,2} ?(?:dead|never born|not here|wasnt here|werent here|wasnt alive|wasnt born|die)\\b",
  `\\b${NOT} (?:\\w+ )?(?:want|wish|deserve|see the point)(?:s|ed)?(?: to| in| of)? (?:live|living|be alive|be here|exist|wake up|go on|carry on|life|to be here)\\b`,
  "\\b(?:no|any|a|lost (?:the|my|all)) (?:reason|point|will|wish)(?: left)?(?: for me)? (?:to live|in living|to go on|in going on|to carry on|living|of living|in life|to be alive|in being alive|in being here)\\b",
  "\\b(?:tired|sick|fed up|done) (?:of|with) (?:living|life|being alive|my life)\\b|\\blife (?:is not|isnt|is no longer|not|not even) worth\\b|\\bnot worth living\\b|\\bnothing (?:left )?to live for\\b",
  `\\b${CANNOT} (?:\\w+ )?(?:go on|carry on|take (?:it|this|any ?more|much more)|do this any ?more|live (?:like this|any ?more|with)|keep going|see a way out|face (?:another|tomorrow|life)|bear (?:it|this))\\b`,
  "\\b(?:nobody|no one|noone|they wont|they wouldnt) (?:would |will |d )?(?:miss|notice if i|care if i)\\b",
  `\\b(?:hang|hung|hanging|shoot|shooting|drown|drowning|poison|poisoning|starv\\w+|burn|burning|stab|stabbing|strangl\\w+|choke|choking|cut|cuts|cutting|hurt|hurts|hurting|harm|harms|harming|punch\\w*|overdos\\w*|injur\\w+) ${ONESELF.replace("|me|", "|")}\\b`,
  "\\b(?:self ?harm(?:ed|ing|s)?|cutting|overdosed|overdosing) (?:again|now|tonight|today|right now|and (?:i|he|she))\\b|\\b(?:i|he|she|they|have|has|had|im|ive|son|daughter|client|patient) (?:just |been |is |are |keeps? |started )*(?:self ?harm(?:ed|ing|s)?|cutting|cut my|cuts? (?:his|her|their) (?:arms?|wrists?|legs?))\\b",
  "\\b(?:slit|slash|cut)(?:s|ting|ted)? (?:my|his|her|their) (?:wrists?|arms?|throat|legs?|veins?)\\b",
  "\\boverdos(?:e|ed|es|ing)\\b(?! (?:prevention|deaths?|training|research|rates?|policy))|\\b(?:took|taken|taking|swallow\\w*|take) (?:\\w+ ){0,3}(?:tablets|pills|paracetamol|overdose|bleach|poison)\\b",
  "\\b(?:jump(?:s|ing)?|throw (?:my|him|her|them)sel(?:f|ves)) (?:off|from|in front|under)\\b|\\b(?:going to|gonna|want to|wanna|about to|will|might) jump\\b|\\bon (?:a|the) (?:bridge|ledge|roof|railway)\\b.*\\bjump",
  `\\bhang(?:ing)? ${ONESELF.replace("|me|", "|")}\\b|\\b(?:noose|goodbye (?:note|letter|everyone|world)|final goodbye)\\b`,
  // danger to or from another person
  `\\b(?:${CLOSE}|someone|somebody|who) (?:\\w+ )?(?:hits?|hitting|hit|beats?|beating|punch(?:es|ed)?|kick(?:s|ed)?|slap(?:s|ped)?|chok(?:es|ed|ing)|strangl(?:es|ed|ing)|rap(?:es|ed)|attack(?:s|ed|ing)|abus(?:es|ed|ing)|hurt(?:s|ing)?|threaten(?:s|ed|ing)?|burn(?:s|ed|t)?|locks?|stab(?:s|bed)?) (?:me|us|my|her (?:up)?|him up)\\b`,
  `\\b(?:is|are|was|keeps?|been|being|getting) (?:hitting|beating|attacking|abusing|threatening|hurting|strangling|raping|stalking) (?:me|us|my)\\b`,
  "\\b(?:i (?:was|am|have been|keep being|got)|im|ive been|im being) (?:being )?(?:raped|attacked|assaulted|abused|beaten|hit|threatened|strangled|stalked|sexually assaulted)\\b",
  "\\b(?:scared|afraid|frightened|terrified|fear\\w*) (?:of|for) (?:(?:my|his|her|their) (?:\\w+ )?(?:husband|wife|partner|boyfriend|girlfriend|ex|dad|father|mum|mother|son|daughter|brother|life|safety|carer|family)|him|her|going home|myself|what i)\\b",
  "\\b(?:not|dont feel|doesnt feel|never|isnt|im un|i am un|feel un|feeling un) ?safe (?:at home|here|with|from|right now|now|tonight|alone|on my own|in my)\\b|\\b(?:i dont feel|i am not|im not|i do not feel|i feel un|im un) ?safe\\b",
  "\\bgoing to (?:kill|hurt|harm|stab|shoot|attack) (?:me|him|her|them|us|someone|somebody|people|my|a|the|anyone)\\b|\\b(?:want|wants|urge|plan|thoughts?) (?:to|of) (?:kill|hurt|harm|stab|killing|hurting|harming) (?:him|her|them|someone|somebody|people|my|others|anyone)\\b",
  "\\bvoices?\\b.*\\b(?:telling|tell|tells|saying|say|want) (?:me|him|her|them) to\\b",
  // asking for help at once
  "\\b(?:help|crisis|danger|emergency|support) (?:me )?(?:right )?now\\b|\\b(?:please|somebody|someone) help(?: me)?$|^help(?: me)?(?: please)?$|\\bhelp me\\b(?! (?:understand|find|write|with my (?:essay|assignment|dissertation)|to (?:understand|write|find)|learn|study|revise|choose|explain))|\\bemergency help\\b|\\b(?:need|needs|want) (?:urgent|immediate|emergency) help\\b",
  "\\b(?:im|i am|am|hes|he is|shes|she is|theyre|they are|(?:client|patient|son|daughter|husband|wife|partner|mum|dad|friend|brother|sister) is) (?:in|having a?n?)(?: \\w+)? (?:crisis|danger|breakdown|despair)\\b|\\bhaving a (?:\\w+ )?breakdown\\b",
  // distress
  `^(?:\\w+ )?(?:i|im|ive)?(?: \\w+)?\\s?${CANNOT} (?:cope|stop crying|breathe|do this|sleep or|stand it)\\b|\\b(?:i|im|we) (?:just |really )?${CANNOT} cope\\b|\\bnot coping\\b(?! (?:strateg|style))`,
  "^(?:i am|im|i feel|feeling|i m)(?: (?:so|really|very|too|just|feeling|completely|totally))* (?:scared(?! (?:of|about) (?:my |the )?(?:placement|exam|job|assessment|supervis|university|essay|interview|tribunal|report))|terrified|frightened|hopeless|desperate(?! to)|worthless|suicidal|trapped|numb|a burden|like a burden|broken|unsafe|afraid|panicking|falling apart|overwhelmed|at breaking point|alone and|losing (?:it|control|my mind)|going (?:mad|crazy|insane))\\b",
  "\\bunaliv\\w+\\b|\\bi (?:just )?(?:want to|wanna) (?:disappear|give up|self harm|vanish|be gone|not be here)\\b|\\b(?:do|doing) something stupid\\b|\\bi feel like giving up\\b",
  "\\b(?:i )?(?:dont|do not|cant|cannot) see (?:the|a|any) (?:point|future)\\b|\\bi have (?:nothing|no one|nobody)(?: left| to live for)?$|\\bbeing (?:abused|hit|beaten|attacked|threatened|hurt|stalked|raped) by (?:my|him|her|a)\\b",
  "\\bi (?:hate|loathe) (?:myself|my life|being alive|living)\\b|\\beveryone (?:would be|is|will be) better off\\b|\\bi (?:am|m|feel like) a burden\\b",
];

const NOT_DANGER =
  /\b(?:prevention|prediction|preventing|intervention|postvention|risk|assessments?|assessing|training|education|teaching|curriculum|students?|research|stud(?:y|ies)|review|evidence|statistics|rates?|numbers?|policy|guidance|guidelines?|strategy|framework|bereave\w*|survivors|loss|deaths?|inquest|social work(?:ers?)?|practitioners?|professionals?|staff|nice|what is|define|definition|prevalence|trial|programme|theory|models?|safety|plan(?:s|ning)?|staying safe|safer|self harm|suicidality|survey|stigma|media|history|law|legal|assisted|attempts?|northern ireland|rural|thoughts? (?:among|in))\b/;

const PATTERNS = DANGER.map((pattern) => new RegExp(pattern));
const ABOUT_SUICIDE = new RegExp(SUICIDE);
const FIRST_PERSON = /\b(?:i|im|ive|me|myself|he|hes|she|shes|her|his|my (?!placement|essay|dissertation|practice|assignment|team|trust|council))\b/;

/**
 * What a query asks of us.
 *
 * @param {string} query - as it was typed.
 * @returns {"danger" | "topic" | ""} danger or distress; suicide as a topic of study or practice; neither.
 */
export function needOf(query) {
  const words = fold(query);
  if (PATTERNS.some((pattern) => pattern.test(words))) return "danger";
  if (!ABOUT_SUICIDE.test(words)) return "";
  return NOT_DANGER.test(words) && !FIRST_PERSON.test(words) ? "topic" : "danger";
}
