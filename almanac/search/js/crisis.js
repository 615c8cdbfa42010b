// Whether a query speaks of danger or distress, so that urgent help comes first, and its words are left alone.
//
// Each pattern is for one way to say it, in folded words (no apostrophes: "dont", "im"). A title or a question of a
// practitioner must set none of them off; tests/search/test_crisis.py holds both.

import { inFull } from "./hurry.js";
import { literals } from "./literals.js";
import { fold } from "./text.js";

const ONESELF = "(?:my ?self|me|him ?self|her ?self|them ?sel(?:f|ves)|themself|our ?selves|one ?self|your ?self)";
const CLOSE = "(?:he|she|they|(?:my|her|his|their) (?:ex |step ?)?(?:husband|wife|partner|boyfriend|girlfriend|dad|father|mum|mom|mother|son|daughter|brother|sister|uncle|carer|family|ex|flatmate|landlord|boss))";
const WANT = "(?:want(?:s|ed|ing)?(?: to)?|wanna|wish(?:es)?(?: to)?|going to|gonna|about to|plan(?:s|ning)? to|thinking (?:of|about)|thoughts? of|feel(?:s|ing)? like|will|may|might|tried to|trying to|threaten(?:s|ed|ing)? to|ready to|need to|try(?:ing)? to)";
const NOT = "(?:dont|do not|doesnt|does not|didnt|no longer|never|not)";
const CANNOT = "(?:cant|can not|cannot|couldnt|could not)";

const SOMEONE = "(?:me|us|him|her|them|it all|someone|somebody|everyone|anyone|people|others|my \\w+|yourself)";
// What one person does to another, with its endings; "kicking me out" is another matter.
const VIOLENCE = "(?:hit(?:s|ting)?|beat(?:s|en|ing)?|punch(?:es|ed|ing)?|kick(?:s|ed|ing)?|slap(?:s|ped|ping)?|smack(?:s|ed|ing)?|chok(?:es?|ed|ing)|strangl(?:es?|ed|ing)|throttl(?:es?|ed|ing)|suffocat(?:es?|ed|ing)|headbutt(?:s|ed|ing)?|bit(?:es?|ten|ing)?|pinch(?:es|ed|ing)?|shov(?:es?|ed|ing)|grab(?:s|bed|bing)?|drag(?:s|ged|ging)?|shak(?:es?|ing)|rap(?:es?|ed|ing)|attack(?:s|ed|ing)?|assault(?:s|ed|ing)?|abus(?:es?|ed|ing)|hurt(?:s|ing)?|threaten(?:s|ed|ing)?|burn(?:s|ed|t|ing)?|scald(?:s|ed|ing)?|stab(?:s|bed|bing)?|lock(?:s|ed|ing)?|stalk(?:s|ed|ing)?|spit(?:s|ting)? (?:at|on))";
const VICTIM = "(?:me|us|my)\\b(?! (?:out|off|back|along|down the|decisions?|reports?|assessments?|arguments?|cases?|work|practice|essays?|teams?|notes|views?)\\b)";
const KIN = "(?:child|children|kids?|baby|son|daughter|mum|dad|mother|father|friend|brother|sister|wife|husband|partner|neighbour|client|patient)";

// However it is spelt: suicde, sucide, suiside, sewercide; not succeed, nor Sussex.
const SUICIDE = "\\bs(?!ucc|uss|ued)(?:ui|u|ue|oo|oui|ua|ewer)[cs]{1,2}[iaye]{0,2}d(?!ata)\\w*|\\bsuid(?:i?ce|cide|ic)\\w*";

export const DANGER = [
  // dying by one's own hand, in the first person or another's
  `\\bkill(?:s|ed|ing)? (?:${ONESELF})\\b(?! tv\\b)`,
  `\\b${WANT} (?:\\w+ )?(?:die|be dead|dying|not exist|disappear forever|not wake up|never wake up|kill(?= ${SOMEONE}\\b|$))\\b(?<!\\b(?:may|might|will) (?:\\w+ )?(?:not exist|die|be dead|kill))|\\b(?:i|he|she|they|(?:my|his|her) \\w+) (?:will|may|might|should|deserves? to|hopes? (?:i |he |she )?|prays? to|prays? i) ?(?:just )?(?:die|be dead)\\b|\\blet me die\\b`,
  "\\bwant(?:s|ed)? (?:him|her|it|my life|their life|everything) (?:dead|to end|to be over|to stop)\\b",
  "\\b(?:end|ending|ended|take|taking|took|taken) (?:my|his|her|their|your) (?:own )?(?:life|lives)\\b|\\bend(?:s|ed|ing)? (?:it all|everything)\\b",
  "\\bend(?:ing)? (?:it|things)(?: now| tonight| today| for good)?$",
  "\\bbetter off (?:dead|without me|if i)\\b|\\b(?:wish|rather) (?:i|he|she|they)?(?: \\w+){0,2} ?(?:dead|never (?:born|existed|woke up|wake up)|not here|wasnt here|werent here|wasnt alive|wasnt born|die)\\b",
  `\\b${NOT} (?:\\w+ )?(?:want|wish|deserve|see the point)(?:s|ed)?(?: to| in| of)? (?:live|living|be alive|be here|exist|wake up|go on|carry on|life|to be here)\\b`,
  "\\b(?:no|any|a|lost (?:the|my|all)) (?:reason|point|will|wish)(?: left)?(?: for me)? (?:to live|in living|to go on|in going on|to carry on|living|of living|in life|to be alive|in being alive|in being here)\\b",
  "\\b(?:tired|sick|fed up|done) (?:of|with) (?:living|life|being alive|my life)\\b|\\blife (?:is not|isnt|is no longer|not|not even) worth\\b|\\bnot worth living\\b|\\bnothing (?:left )?to live for\\b",
  `\\b${CANNOT} (?:\\w+ )?(?:go on|carry on|take (?:it|this|any ?more|much more)|do (?:this|it) any ?more|live (?:like this|any ?more|with)|keep (?:going|doing this|living)|see a way out|face (?:another|tomorrow|life)|bear (?:it|this)|(?:keep|stay|be) (?:${ONESELF.replace("|me|", "|")} )?safe)\\b|\\bsleep for ?ever\\b`,
  "\\b(?:nobody|no one|noone|they wont|they wouldnt) (?:would |will |d )?(?:miss|notice if i|care if i)\\b",
  `\\b(?:hang|hung|hanging|shoot|shooting|drown|drowning|poison|poisoning|starv\\w+|burn|burning|stab|stabbing|strangl\\w+|choke|choking|cut|cuts|cutting|hurt|hurts|hurting|harm|harms|harming|punch\\w*|overdos\\w*|injur\\w+) ${ONESELF.replace("|me|", "|")}\\b`,
  "\\b(?:self ?harm(?:ed|ing|s)?|cutting|overdosed|overdosing) (?:again|now|tonight|today|right now|and (?:i|he|she))\\b|\\b(?:i|he|she|they|have|has|had|im|ive|son|daughter|client|patient) (?:just |been |is |are |keeps? |started )*(?:self ?harm(?:ed|ing|s)?|cutting|cut my|cuts? (?:his|her|their) (?:arms?|wrists?|legs?))\\b",
  "\\b(?:slit|slash|cut)(?:s|ting|ted)? (?:my|his|her|their) (?:wrists?|arms?|throat|legs?|veins?)\\b",
  "\\boverdos(?:e|ed|es|ing)\\b(?! (?:of (?:paperwork|policy|work)|prevention|deaths?|training|research|rates?|policy))|\\b(?:took|taken|taking|swallow\\w*|take) (?:\\w+ ){0,3}(?:tablets|pills|paracetamol|overdose|bleach|poison)\\b|\\b(?:took|taken) (?:all|too (?:much|many)) (?:of )?(?:my|his|her|their|the)? ?(?:meds|medication|medicine|insulin)\\b|\\bdr[aiu]nk(?:ing)? (?:the |some )?(?:bleach|poison|antifreeze|weedkiller)\\b|\\b(?:ive|i have|i) cut (?:too|so|really) deep\\b|\\b(?:i am|im|cant stop|is) bleeding(?: badly| heavily| a lot)?$",
  "\\b(?:jump(?:s|ing)?|throw (?:my|him|her|them)sel(?:f|ves)) (?:off|from|in front|under)\\b|\\b(?:going to|gonna|want to|wanna|about to|will|might) jump\\b|\\bon (?:a|the) (?:bridge|ledge|roof|railway)\\b.*\\bjump",
  `\\bhang(?:ing)? ${ONESELF.replace("|me|", "|")}\\b|\\b(?:noose|goodbye (?:note|letter|everyone|world)|final goodbye)\\b`,
  // danger to or from another person
  `\\b(?:${CLOSE}|mum|mom|dad|nan|grandad|step ?(?:mum|dad)|someone|somebody|who) (?:\\w+ ){0,3}${VIOLENCE} (?:${VICTIM}|(?:her (?:up)?|him up)\\b)|\\b(?:is|are|was|were|keeps?|kept|been|being|getting|started|stop) (?:\\w+ and )?${VIOLENCE} ${VICTIM}`,
  `\\bthr(?:ows?|ew|owing) (?:\\w+ ){1,2}at (?:me|us)\\b|\\b(?:forc(?:es?|ed|ing)|mak(?:es?|ing)|made|pressur(?:es?|ed|ing)) me (?:to |into )?(?:have sex|having sex|sexual\\w*|sleep with)\\b|\\b${CLOSE} (?:\\w+ ){0,4}(?:death )?threats\\b`,
  "\\b(?:i (?:was|am|have been|keep being|got)|im|ive been|im being) (?:being )?(?:raped|attacked|assaulted|abused|beaten|hit|threatened|strangled|stalked|sexually assaulted)\\b",
  "\\b(?:scared|afraid|frightened|terrified|fear\\w*) (?:of|for) (?:(?:my|his|her|their) (?:\\w+ )?(?:husband|wife|partner|boyfriend|girlfriend|ex|dad|father|mum|mother|son|daughter|brother|life|safety|carer|family)|him|her|going home|myself|what i)\\b",
  "\\b(?:not|dont feel|doesnt feel|never|isnt|im un|i am un|feel un|feeling un) ?safe (?:at home|here|with|from|right now|now|tonight|alone|on my own|in my)\\b|\\b(?:i dont feel|i am not|im not|i do not feel|i feel un|im un) ?safe\\b",
  "\\bgoing to (?:kill|hurt|harm|stab|shoot|attack) (?:me|him|her|them|us|someone|somebody|people|my|a|the|anyone)\\b|\\b(?:want|wants|urge|plan|thoughts?) (?:to|of) (?:kill|hurt|harm|stab|killing|hurting|harming) (?:him|her|them|someone|somebody|people|my|others|anyone)\\b",
  "\\bvoices?\\b.*\\b(?:telling|tell|tells|saying|say|want) (?:me|him|her|them) to\\b",
  // asking for help at once
  "\\b(?:help|crisis|danger|emergency|support) (?:me )?(?:right )?now\\b|\\b(?:please|somebody|someone) help(?: me)?$|^help(?: me)?(?: please)?$|\\bhelp me\\b(?! (?:understand|find|write|with my (?:essay|assignment|dissertation)|to (?:understand|write|find)|learn|study|revise|choose|explain))|\\bemergency help\\b|\\b(?:need|needs|want) (?:urgent|immediate|emergency) help\\b",
  "\\b(?:im|i am|am|hes|he is|shes|she is|theyre|they are|(?:client|patient|son|daughter|husband|wife|partner|mum|dad|friend|brother|sister) is) (?:in|having a?n?)(?: \\w+)? (?:crisis|danger|breakdown|despair)\\b|\\bhaving a (?:\\w+ )?breakdown\\b",
  // distress
  `^(?:\\w+ )?(?:i|im|ive)?(?: \\w+)?\\s?${CANNOT} (?:cope(?! with (?:my |the |this )?(?:caseload|workload|job|work|placement|course))|stop crying|breathe|do this|sleep or|stand it)\\b|\\b(?:i|im|we) (?:just |really )?${CANNOT} cope\\b(?! with (?:my |the |this )?(?:caseload|workload|job|work|placement|course))|\\bnot coping\\b(?! (?:strateg|style))`,
  "^(?:i am|im|i feel|feeling|i m)(?: (?:so|really|very|too|just|feeling|completely|totally))* (?:scared(?! (?:of|about) (?:my |the )?(?:placement|exam|job|assessment|supervis|university|essay|interview|tribunal|report))|terrified|frightened|hopeless|desperate(?! to)|worthless|suicidal|trapped|numb|a burden|like a burden|broken|unsafe|afraid|panicking|falling apart|overwhelmed(?! (?:by|with|at) (?:my |the )?(?:caseload|workload|work|job|paperwork|emails?|reading|essay|course|placement)s?\\b)|at breaking point|alone and|losing (?:it|control|my mind)|going (?:mad|crazy|insane))\\b",
  "\\bunaliv\\w+\\b|\\bi (?:just )?(?:want to|wanna) (?:disappear|give up|self harm|vanish|be gone|not be here)\\b|\\b(?:do|doing) something stupid\\b|\\bi feel like giving up\\b",
  "\\b(?:i )?(?:dont|do not|cant|cannot) see (?:the|a|any) (?:point|future)\\b|\\bi have (?:nothing|no one|nobody)(?: left| to live for)?$|\\bbeing (?:abused|hit|beaten|attacked|threatened|hurt|stalked|raped) by (?:my|him|her|a)\\b",
  "\\b(?:painless|easy|easiest|quick|quickest|best|fastest) ways? to die\\b|\\bways? to (?:die|end it)\\b|\\bwant(?:s)? (?:it|this|everything|the pain) (?:all )?to (?:stop|end|be over)\\b|\\b(?:standing|sitting|is) on (?:a|the) (?:bridge|ledge|roof)\\b",
  "\\btalk to (?:someone|somebody) (?:right )?now\\b|\\b(?:hurt|harm|shake|smother) my (?:child|children|baby|kids?|son|daughter|partner|mum|dad)\\b|\\b(?:son|daughter|teenager|child|friend|partner|client|patient|sister|brother) (?:is|has been|keeps) (?:cutting|self ?harming|overdosing)\\b|^(?:being abused|in crisis|im being hurt)$",
  "\\bi (?:hate|loathe) (?:myself|my life|being alive|living)\\b|\\beveryone (?:would be|is|will be) better off\\b|\\bi (?:am|m|feel like) a burden\\b",
  // other ways to say so
  "\\bhad enough of (?:life|living|being alive|this life|everything)\\b|^(?:ive|i have) (?:just )?had enough$|\\b(?:never|not|dont|didnt) (?:\\w+ )?wak(?:e|ing) up\\b",
  "\\b(?:im|i am|i|hes|he is|shes|she is) (?:going to|want to|will) do it (?:tonight|today|now|tomorrow|soon)\\b|^k[my]s$|\\b(?:want(?:s)? to|going to|might|will|just) k[my]s\\b",
  "\\b(?:i|im|ive|he|hes|she|shes|they|keeps?|always|stop) (?:\\w+ )?(?:think|talk)(?:s|ing)? (?:about|of) (?:death|dying|being dead|ending (?:it|things|my|his|her))\\b",
  `\\btop(?:s|ped|ping)? ${ONESELF.replace("|me|", "|")}\\b|\\b(?:do(?:es|ing)?|did|done) ${ONESELF} in\\b|\\b(?:kill?|hurt|harm|cut|hang|end|drown)my(?:self|life)\\b|\\bwant(?:s)?to(?:die|kill\\w*)\\b`,
  "\\b(?:life|living|everything|it all)(?: is| s| feels| seems| just)* (?:pointless|meaningless|hopeless)\\b|\\b(?:no|the) point (?:any ?more|(?:of|in|to) (?:life|living|it all|going on|anything|carrying on|being here|trying))\\b|\\bnothing matters\\b|^i (?:just )?give up$",
  "\\bno ?(?:one|body) (?:would |will |even |really )*(?:cares?|notices?|miss(?:es)?)(?: about)? (?:me$|if (?:i|he|she)\\b)|\\bbetter without me\\b|\\bmy life is (?:over|ruined|finished|a mess|hell|worthless)\\b",
  "\\b(?:i|ive|i have|hes|he has|shes|she has) (?:\\w+ )?(?:lost|losing|got no|no) (?:all )?(?:my )?hope\\b|^(?:there is |theres )?no hope(?: left)?$|\\b(?:wrote|written|left) (?:a|my|his|her) note$|\\b(?:said|saying) goodbye to (?:everyone|everybody)\\b",
  "\\b(?:cant|cannot|can not) stop (?:cutting|burning|hurting|harming|thinking about (?:death|dying|it|suicide))\\b|^(?:(?:i|he|she) )?(?:am |is |really |just )*(?:wants?|needs?|going) to (?:cut|self ?harm|od)(?: again| now| tonight)?$|^(?:i|he|she) od(?: ?e?d)?\\b|\\bod(?:d| d|ed) (?:on|again)\\b|\\burges? to (?:cut|self ?harm|hurt|harm|die|kill)\\b",
  "\\b(?:step|walk|jump|run|dive|throw \\w+)(?:s|ing|ped|ning)? (?:out )?(?:in front of|under|into) (?:a |the |an )?(?:moving |oncoming )?(?:train|tube|bus|lorry|truck|van|traffic)\\b|\\b(?:lie|lying|walk|walking|sit|sitting|stand|standing)(?: down)? on the (?:tracks?|railway|motorway|train line)\\b",
  "\\b(?:lethal|fatal|deadly) (?:dose|amount|overdose|drug|combination)s?\\b|\\bhow (?:many|much) (?:\\w+ ){1,3}(?:to die|to kill|is (?:lethal|fatal|deadly)|(?:would|will|can|does it take to) (?:kill|die)\\w*)\\b|\\b(?:what|which) (?:\\w+ ){0,3}kills? (?:you|me|yourself|someone|a person)\\b",
  "\\bswallow(?:s|ed|ing)? (?:\\w+ ){0,2}(?:batter(?:y|ies)|razor\\w*|blades?|glass|needles?)\\b|\\b(?:has|got|have|holding|carrying|with) a (?:knife|gun|weapon|blade|razor|machete|rope|axe)\\b(?! (?:crime|licen|offen|policy|law))|\\b(?:hands?|arms?) (?:round|around|on) (?:my|her|his) (?:throat|neck)\\b",
  `\\b(?:tried|trying|going|wants?|wanted|threaten(?:s|ed|ing)?|attempt(?:s|ed|ing)?) to (?:\\w+ )?(?:strangle|choke|kill|hit|stab|hurt|rape|attack|suffocate|poison) ${SOMEONE}\\b|\\b(?:feel like|urges? to|thoughts? of|thinking (?:of|about)) (?:hurt|harm|kill|stabb|attack)(?:ing)? ${SOMEONE}\\b|\\bi (?:\\w+ )?(?:might|may|could|will|am going to) (?:hurt|harm|kill|stab|attack) ${SOMEONE}\\b`,
  `\\b(?:${CLOSE}|dad|mum|uncle|grandad|stepdad|teacher|coach|carer|nurse) (?:\\w+ )?(?:touch(?:es|ed|ing)?|molest(?:s|ed|ing)?|grop(?:es|ed|ing)) me\\b|\\bi was (?:\\w+ ){0,2}(?:abused|raped|assaulted|molested|groomed)\\b|\\b(?:im|i am) being (?:\\w+ )?(?:followed|watched|stalked|poisoned|blackmailed|groomed|trafficked|controlled|exploited|held (?:prisoner|hostage|against my will))\\b`,
  `\\b${CLOSE} (?:wont|will not|doesnt|never|dont) lets? me (?:leave|go out|out|eat|sleep|see my (?:friends|family))\\b(?!.*\\b(?:ward|hospital|unit)\\b)`,
  "^(?:i )?(?:really |just |urgently |do )*need help(?: please| now| urgently| fast| asap| today| tonight)*$|\\b(?:urgent|immediate) help\\b|^(?:please )?help (?:urgently|asap|tonight|fast)$|\\bhaving (?:an? )?(?:\\w+ )?(?:panic|anxiety) attacks?\\b|\\bpanic attacks? (?:help|(?:right )?now)\\b",
  "\\b(?:dont|do not) want to do (?:this|it) any ?more\\b|\\b(?:im|i am) (?:a |just a )*(?:waste of space|failure|nothing)$|\\b(?:be|join) with (?:my dead|him in heaven|her in heaven|them in heaven)\\b|\\b(?:in|im in) a (?:\\w+ )?(?:bad|dark) place$|\\b(?:at rock bottom|(?:at )?(?:the |my )?end of my (?:tether|rope)|at the end of (?:my|the|his|her) tether|at (?:my )?breaking point)\\b(?! of)|\\bmental breakdown (?:help|now)\\b",
  "\\b(?:my|her|his) (?:\\w+ )?(?:husband|wife|partner|boyfriend|girlfriend|ex|dad|father|mum|mother|son|daughter|brother) (?:is|was|gets|got|can be|has been|becomes) (?:\\w+ )?violent\\b|\\b(?:he|she|partner|husband|wife) (?:controls|pushes|pushed|shoves|throttled) me\\b|^(?:feel |feeling )?un ?safe at home\\b|\\bthreaten(?:s|ed|ing)? to (?:jump|die|hurt|kill|harm|burn|stab)\\b",
  "^(?:i |really |just |please )*need (?:to talk to )?(?:someone|somebody)(?: to talk to)?$|^(?:please )?can (?:any|some) ?(?:one|body) (?:please )?help(?: me)?(?: please)?$|^sos$",
  "\\b(?:afraid|scared|frightened|terrified) to (?:go (?:back )?home|be (?:at home|alone|on my own)|sleep|leave (?:him|her|my)|stay (?:at home|here|alone))\\b",
  `\\b${KIN} (?:is|are|might be|may be|could be) (?:in (?:\\w+ )?danger|(?:being )?(?:hit|beaten|hurt|abused|raped|starved) (?:by|at)|unsafe at home|not safe at home)\\b|\\bmy ${KIN} (?:is|are) (?:at risk|not safe|unsafe)\\b`,
  "^(?:i am|im|i feel|feeling|feel)(?: (?:so|really|very|too|just|completely|totally))* (?:empty|alone|lost|low|down|depressed|dead inside|dying inside|unloved|unwanted|useless|in despair|in (?:so much )?pain)$|\\b(?:i am|im|i m) (?:dying inside|(?:going|gone) (?:mad|crazy|insane)|losing my mind)\\b",
  "\\brather be dead\\b|\\b(?:im|i am|i feel(?: like)?) a (?:danger|risk) to \\w+|\\bgoodbye (?:messages?|texts?|videos?|posts?)\\b|\\bsaid goodbye and\\b|\\b(?:tied|tying|made|making) (?:a|the) (?:rope|noose)\\b",
  "\\b(?:is|hes|shes|im|am|are) on the (?:railway |train |tube )?tracks\\b|\\b(?:is|hes|shes|im|am|are) on the (?:railway|train) line\\b|\\b(?:pills|tablets|paracetamol)\\b.*\\bgoing to take\\b|\\b(?:wants?|wanted|wish(?:es)?|going|ready) to (?:join|be with) (?:my|his|her|their) (?:dead|late) \\w+",
  `\\bbeing ${VIOLENCE} (?:right )?now\\b|\\b(?:client|patient|user|resident|visitor|stranger) (?:has |just |is )*${VIOLENCE} (?:me|us)\\b|\\b(?:emergency|urgent) mental health (?:help|number)\\b|\\b(?:screaming|shouting|begging) for help\\b`,
  "\\b(?:wont|will not|might not|may not|not going to) be (?:here|around|alive) (?:tomorrow|tonight|any ?more|much longer)\\b|\\blast (?:day|night) (?:alive|on earth)\\b|\\b(?:see|theres|there is) no way out\\b|^(?:no way out|(?:please )?make it (?:all )?stop)$|\\bbought a (?:rope|knife|gun)\\b",
  `\\bset(?:s|ting)? (?:fire to ${ONESELF}|${ONESELF} (?:on fire|alight))\\b|\\b(?:is|hes|shes|been) (?:not breathing|unresponsive|unconscious(?! bias))\\b(?!.*\\bbias\\b)|\\b(?:is|hes|shes) having a (?:seizure|fit|stroke|heart attack)\\b`,
  "\\b(?:will|would|might|could) (?:kill|stab|shoot|shake|smother) (?:me|us|him|her|them|(?:the|my|his|her|our) (?:kids?|child|children|baby|son|daughter|mum|family))\\b|\\bvoices?\\b.*\\bto (?:harm|hurt|kill)\\b(?! (?:reduction|minimis))|\\b(?:is|are|keeps?) following me\\b",
  "\\b(?:im|i am|i was|shes|is) being forced (?:to marry|into)\\b|\\bforc(?:e|es|ing) (?:me|her|him) (?:to marry|into)\\b|^(?:being )?forced (?:to marry|into marriage)$|\\b(?:took|taken|has|have|hid) my passport\\b|\\b(?:and|but) (?:im|i am) (?:so |really |very )?(?:scared|frightened|terrified|desperate)\\b|^(?:\\w+ ){0,3}crying (?:all the time|every day|constantly)$|\\bcant stop shaking\\b",
];

const NOT_DANGER =
  /\b(?:how many|patients|clients|service users|(?:die[sd]?|dying|death) by suicide|reduc\w+|inquir\w+|enquir\w+|awareness|courses?|workshops?|conference|lecture|essay|module|articles?|books?|papers?|older|men|women|veterans|farmers|prison\w*|adolesc\w+|inpatients?|wards?|gender|ethnic\w*|factors?|causes?|trends?|coroners?|clusters?|language|(?:in|among) (?:hospitals?|care|england|wales|scotland|the|young|old|children|people|adults?)|prevention|prediction|preventing|intervention|postvention|risk|assessments?|assessing|training|education|teaching|curriculum|students?|research|stud(?:y|ies)|review|evidence|statistics|rates?|numbers?|policy|guidance|guidelines?|strategy|framework|bereave\w*|survivors|loss|deaths?|inquest|social work(?:ers?)?|practitioners?|professionals?|staff|nice|what is|define|definition|prevalence|trial|programme|theory|models?|safety|plan(?:s|ning)?|staying safe|safer|self harm|suicidality|survey|stigma|media|history|law|legal|assisted|attempts?|northern ireland|rural|thoughts? (?:among|in))\b/;

// Each is compiled only for a text that it may match: all of them would take a slow phone a fifth of a second. What each
// needs the build has worked out already (index.js), a line of text for each; tests work it out here.
const needs = typeof NEEDS === "undefined" ? DANGER.map(literals) : NEEDS.split("\n").map((line) => (line ? line.split("|") : null));
const compiled = [];
const matches = (at, text) => {
  if (needs[at] && !needs[at].some((needed) => text.includes(needed))) return false;
  compiled[at] ??= new RegExp(DANGER[at]);
  return compiled[at].test(text);
};
const ABOUT_SUICIDE = new RegExp(SUICIDE);
const ABOUT_HARM = /\bself (?:harm\w*|injur\w*)\b|\boverdos\w*\b/;
const FIRST_PERSON = /\b(?:i|im|ive|me|myself|he|hes|she|shes|her|his|my (?!placement|essay|dissertation|practice|assignment|team|trust|council))\b/;

/**
 * What a query asks of us.
 *
 * @param {string} query - as it was typed.
 * @returns {"danger" | "topic" | ""} danger or distress; suicide or self-harm as a topic of study or practice; neither.
 */
export function needOf(query) {
  const folded = fold(query);
  const words = inFull(folded);
  const ways = words === folded ? [folded] : [folded, words];
  if (DANGER.some((_, at) => ways.some((way) => matches(at, way)))) return "danger";
  if (!ABOUT_SUICIDE.test(words)) return ABOUT_HARM.test(words) ? "topic" : "";
  return NOT_DANGER.test(words) && !FIRST_PERSON.test(words) ? "topic" : "danger";
}
