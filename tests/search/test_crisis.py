"""Words of danger and distress: what brings urgent help first, and what must not."""

from __future__ import annotations

import re
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given, strategies

from almanac.content.model import Library
from almanac.search import indexer
from almanac.search.records import other_names
from tests.search.nodejs import ask
from tests.search.test_indexing import site_of

DANGER = (
    # dying by one's own hand
    *(
        "i want to kill myself",
        "my daughter wants to kill herself",
        "he says he will kill himself",
        "thinking of ending it all",
    ),
    *(
        "I’m going to end my life tonight",
        "taking her own life",
        "I wish I was dead",
        "they'd be better off without me",
    ),
    *(
        "dont want to be here anymore",
        "I don't want to wake up",
        "no point in living",
        "nothing to live for",
        "suicidle",
    ),
    *("tired of living", "life isn't worth living", "nobody would miss me", "I can't go on", "cant take this anymore"),
    *("my friend is suicidal", "he has a suicide plan", "goodbye everyone", "i want to disappear", "unalive myself"),
    # harm
    *(
        "burning myself",
        "he keeps cutting himself",
        "slit my wrists",
        "i self harmed again",
        "she swallowed bleach",
        "my teenager is cutting",
    ),
    *(
        "my mum took an overdose",
        "taken loads of pills",
        "jump off a bridge",
        "drown myself",
        "client tried to hang herself",
    ),
    # danger from and to others
    *("my partner beats me", "my boyfriend strangled me", "she is threatening me", "i was raped", "scared of my dad"),
    *("I'm not safe at home", "i don’t feel safe", "i'm going to hurt someone", "voices are telling me to stab him"),
    *(
        "he keeps punching me",
        "my boyfriend kicked me in the stomach",
        "dad slaps me",
        "mum keeps shouting and hitting us",
    ),
    *("he grabbed me by the throat", "my carer pinches me", "my brother keeps kicking me", "she bit me"),
    *("she throws things at me", "he forces me to have sex", "my ex keeps sending threats", "i might hurt someone"),
    # distress
    *("i can't keep myself safe", "cannot stay safe tonight", "wish i never woke up", "i want to sleep forever"),
    *(
        "please help me",
        "i need help now",
        "my brother is in crisis",
        "having a breakdown",
        "I cant cope anymore",
        "i cant do it any more",
        "I need to talk to someone now",
    ),
    *("i feel hopeless", "im so frightened", "i am desperate", "i hate my life", "I feel like a burden"),
    # other ways to say so, and words typed in a hurry
    *(
        "ive had enough of life",
        "i'm going to do it tonight",
        "he wants to top himself",
        "do myself in",
        "whats the point of living",
        "no one cares if i die",
        "i have lost all hope",
        "she should be dead, she deserves to die",
        "can't stop cutting",
        "i took all my medication",
        "step in front of a train",
        "how much paracetamol is lethal",
        "ive cut too deep",
        "i want to od",
    ),
    *(
        "he's got a knife",
        "he put his hands round my throat",
        "my step dad raped me",
        "i was sexually abused",
        "my husband is violent",
        "she controls me",
        "my children are at risk",
        "he wont let me leave the house",
        "afraid to go home",
        "my child is in danger",
        "someone is trying to kill me",
        "i feel like hurting people",
    ),
    *(
        "i need help please",
        "need someone to talk to",
        "im at the end of my tether",
        "having a panic attack",
        "i think im going mad",
        "in a very dark place",
        "i dont want to do this anymore",
        "caller threatening to jump",
    ),
    *(
        "i wnat to die",
        "want 2 die",
        "dont wanna live",
        "killmyself",
        "i want to kil mysel",
        "i h8 myself",
        "suicde",
        "sewercide",
        "he's going 2 kill me",
    ),
    *(
        "id rather be dead",
        "i'm a danger to myself",
        "my friend posted a goodbye message",
        "he said goodbye and turned his phone off",
        "she tied a rope",
        "he is on the railway tracks",
        "ive got pills and im going to take them",
        "she wants to join her dead husband",
        "suidical",
        "child being abused now",
        "client attacked me",
        "emergency mental health help",
        "my neighbour is screaming for help",
        "panic attack right now",
    ),
    *(
        "i wont be here tomorrow",
        "not going to be here much longer",
        "last day on earth",
        "theres no way out for me",
        "make it stop",
        "i bought a rope",
        "i just want the pain to end",
        "he set himself on fire",
        "she set fire to herself",
        "my mum is not breathing",
        "he is unconscious",
        "he is having a seizure",
        "she has locked herself in the bathroom with a razor",
        "he said he would kill the kids",
        "i might shake him",
        "voices to harm my baby",
        "someone is following me",
        "my dad touches me",
        "uncle touched me",
        "being forced into marriage",
        "forced to marry",
        "they took my passport",
        "i hear voices and im scared",
        "crying all the time",
        "i cant stop shaking",
        "feeling so low",
        "im so depressed",
    ),
    # in other words
    *(
        "he is strangling her",
        "husband beats me every night",
        "bleeding and cant stop",
        "goodbye this is my last message",
        "i have written my goodbye letters",
        "standing at the edge of the platform",
        "i need help immediately",
        "mum isnt breathing",
        "end me",
        "i want out",
        "i give up on life",
        "life is too painful",
        "the pain wont stop i want to go",
        "i want to be with my mum in heaven",
        "burned myself with a lighter",
        "i keep punching walls and myself",
        "going mad need help",
        "i think someone is poisoning me",
        "they are coming to get me",
        "he took my phone and locked me in",
        "forced to have sex",
        "being sold for sex",
        "i am 14 and being abused at home",
        "child being hit by parent now",
        "neighbour screaming help",
        "i drove my car at a wall",
        "want to crash my car",
        "i want to blow my brains out",
        "bought rope today",
        "i have pills next to me",
        "holding a bottle of pills",
        "thinking of jumping",
        "there is nothing left for me",
        "no one will notice when im gone",
        "when im gone they will be happy",
        "i wont be here next week",
        "i just want peace",
        "i want the voices to stop",
        "god told me to kill him",
        "my partner said he'll kill the kids",
        "shes going to drown the baby",
        "my neighbour is beating his wife",
        "i can hear a child screaming next door",
        "there is blood everywhere",
        "my friend won't wake up",
        "found my son unconscious",
        "found her hanging",
        "patient absconded and said goodbye",
        "he has barricaded himself in with petrol",
        "pouring petrol on himself",
        "ex has found out where i live",
        "someone is outside my house watching me",
        "ive been spiked",
        "got beaten up by carers",
        "the nurse hit me",
        "carer slaps my nan",
        "worthless and hopeless",
        "help im desperate",
        "is anyone there i need help",
        "who can i talk to right now",
        "need someone to talk to tonight",
        "i dont think i can keep myself safe",
        "i cant keep my client safe tonight",
        "she posted goodbye on facebook",
        "patient wants to jump",
        "someone on the bridge",
        "person on train tracks",
        "death is the only way out",
        "only way out is death",
        "i see no other option than dying",
        "everything would be easier if i was dead",
        "im losing the will to live",
        "losing hope",
        "its over for me",
        "my life is in danger",
        "he controls my money and hits me",
        "he spat at me and pushed me",
        "son with psychosis has attacked me",
        "he is violent and psychotic what do i do",
        "she is manic and running in the road",
        "my brother is having a psychotic episode",
        "hearing voices and scared",
        "seeing things and terrified",
        "took 20 ibuprofen",
        "i am going to do something bad",
        "dont trust myself tonight",
        "the bouncer kicked me",
        "my landlady hits me",
        "someone at work groped me",
        "my pimp beats me",
        "support worker grabbed my wrist",
        "my cousin raped me",
        "i wont wake up tomorrow",
        "i dont want to see tomorrow",
        "make it stop please",
        "wishing i was dead",
        "nobody loves me",
        "i think im having a heart attack",
        "someone broke in",
        "he broke my arm",
        "my husband broke my nose",
        "he threw me down the stairs",
        "he set fire to the house",
        "my stepdad comes into my room at night",
        "they want to send me to pakistan to get married",
        "carer is starving my gran",
        "staff dragged me across the floor",
        "scared ill hurt someone",
        "i see demons telling me to jump",
    ),
)
TOPIC = (
    *("suicide prevention training", "suicide risk assessment", "social workers' reactions to client suicide"),
    *(
        "bereavement by suicide",
        "suicide rates in northern ireland",
        "what is suicide postvention",
        "self-harm in young people",
        "overdose deaths",
    ),
    *(
        "suicide in older people",
        "reducing suicide",
        "suicide awareness course",
        "how many patients die by suicide",
        "suicide inquiry",
    ),
    "the suicide act",
    "suicide in nursing homes",
)
CALM = (
    *("the disappearing approved social worker", "killing the messenger", "end of life care", "dying at home"),
    *(
        "coping strategies for staff",
        "i cant cope with my caseload",
        "the stress of statutory work is wearing me down",
        "hearing voices",
        "crisis team",
    ),
    *("crisis house", "domestic abuse", "safe staffing", "making safeguarding personal", "cuts to services"),
    *(
        "hitting targets",
        "fear of violence among staff",
        "deaths in custody",
        "help for carers",
        "help me understand section 2",
    ),
    *("who can end a guardianship order", "can't get in to see someone", "when you haven't got much of a voice"),
    *(
        "I was going into it blind",
        "we barely survived",
        "i am scared of my placement",
        "take legal advice",
        "losing someone",
    ),
    *("she wants to live independently", "not worth the paper", "abuse of power challenged", "the worker speaks", ""),
    *(
        "deadline for a tribunal",
        "killing time on the ward",
        "jumping through hoops",
        "drowning in paperwork",
        "top up my pension",
        "do it yourself advocacy",
        "success stories",
        "Sussex partnership",
        "sued by a patient",
        "people who may die in detention",
        "records may not exist",
        "the end of section 117",
        "taking everything into account",
        "how many days to appeal",
    ),
    *(
        "i am overwhelmed by my caseload",
        "i hate my job",
        "my manager is bullying me",
        "help with my essay",
        "need help with a panel",
        "they wont let me leave the ward",
        "i am being held under section 2",
        "being followed up after discharge",
        "carrying a knife offence",
        "adult at risk",
        "fatal accident inquiry",
        "saying goodbye to service users",
        "services need to cut costs",
        "nobody cares about social workers",
        "my mum is kicking me out",
        "will they attack my decision at tribunal",
        "keeping safe on home visits",
        "how do i keep my clients safe",
        "threats to staff",
        "making threats to kill offence",
    ),
    *(
        "unconscious bias training",
        "what is unconscious bias",
        "no way out of poverty",
        "forced marriage protection order",
        "women forced into marriage",
        "fire safety and hoarding",
        "fire setting",
        "seizures and antipsychotics",
        "following up after discharge",
        "low mood in carers",
        "train line closures",
        "on the right track",
        "goodbye to the GSCC",
        "danger to others criteria",
        "patients attacking nurses",
        "emergency mental health teams",
        "urgent mental health helplines",
        "tablets for depression",
        "would kill the market",
        "they took my idea",
        "hearing voices to recover",
        "setting yourself goals",
    ),
    *(
        "take their lives back recovery",
        "they are following me up after discharge",
        "trying to help me",
        "he is trying to get me a care plan",
        "peace and reconciliation northern ireland",
        "no future in education",
        "blood tests clozapine",
        "house moves ordinary residence",
        "parents killing children research",
        "child protection conference",
        "breaking point report 2015",
        "who can i talk to about my approval",
        "who can call a mental health act assessment",
        "locking doors on wards",
        "crash course in mental capacity",
        "out of the window",
        "at the edge of practice",
        "women being abused research",
        "being abused as a child and psychosis",
        "people who are trafficked support",
        "driving and mental health",
        "give up on services",
        "too painful to talk about",
        "hurt feelings in supervision",
        "attacks on social workers at work",
        "patient attacked by another patient",
        "who can search for a knife on the ward",
        "shooting stars",
        "burned out social workers",
        "hanging indent",
        "drowning in paperwork",
        "taking control of my life",
        "lives worth living day centre",
        "death of a parent",
        "thinking about retirement",
        "planning my dissertation",
        "living wills",
        "done deal",
        "finished placement",
        "money management",
        "who controls direct payments",
        "throws light on",
        "threatened with closure",
        "i cant find the code of practice",
        "i cant do placement and work",
        "cannot access section 12 doctor",
        "dangerousness",
        "services in danger",
        "risk of harm to others",
        "loneliness of carers",
        "this idea hit me",
        "attack me in court for my report",
        "push me in the right direction",
        "kick me out",
        "breaking into social work",
        "broke and in debt",
        "fire safety hoarding",
        "tomorrow's practitioners",
        "nobody loves a bureaucrat",
        "staff pushed to the limit",
        "worried about a neighbour",
    ),
)


def test_danger_and_distress_are_heard_in_many_ways(tmp_path: Path) -> None:
    found = ask(tmp_path, *(("needOf", query) for query in DANGER))
    assert [query for query, need in zip(DANGER, found, strict=True) if need != "danger"] == []


def test_suicide_as_a_topic_of_practice_is_told_from_danger(tmp_path: Path) -> None:
    assert ask(tmp_path, *(("needOf", query) for query in TOPIC)) == ["topic"] * len(TOPIC)


def test_titles_and_questions_of_practitioners_set_nothing_off(tmp_path: Path) -> None:
    found = ask(tmp_path, *(("needOf", query) for query in CALM))
    assert [query for query, need in zip(CALM, found, strict=True) if need] == []


def test_no_title_of_a_library_sets_it_off_but_for_suicide(content: Library, tmp_path: Path) -> None:
    names = [name for ref in content.entries for name in (content.get(ref).label, *other_names(content, ref))]
    found = zip(names, ask(tmp_path, *(("needOf", name) for name in names)), strict=True)
    set_off = [name.lower() for name, need in found if need == "danger"]
    assert len(names) > 1000
    assert [name for name in set_off if not re.search("suic|sucid|wanting to die", name)] == []


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("kill(?:s|ed)? me", ["kill"]),
        ("(?:want|wish) to (?:die|end it)", ["want", "wish"]),
        ("(?:want|wish|i) x?y+", None),
        ("ab?c*defg{0,2}", ["def"]),
        (r"\b(?!no)(?<!never )[a-z]+ (?:\w+ ){0,3}(?:tonight|now)\b", ["tonight", "now"]),
        ("a|be", None),
        ("(?:help)?", None),
        (r"to\bday\.(?=tomorrow)", ["day"]),
        ("(?:with|which) (?:a )?(?:gun|axe)", ["gun", "axe"]),
    ],
)
def test_what_a_text_must_hold_is_known_of_a_pattern(pattern: str, texts: list[str] | None, tmp_path: Path) -> None:
    assert ask(tmp_path, ("literals", pattern)) == [texts]


@pytest.fixture(scope="module")
def needed(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, list[str]]]:
    """Each pattern of danger with the texts of which it needs one."""
    folder = tmp_path_factory.mktemp("needed")
    (patterns,) = ask(folder, ("danger",))
    texts = ask(folder, *(("literals", pattern) for pattern in patterns))
    return list(zip(patterns, texts, strict=True))


def _compiled(pattern: str) -> re.Pattern[str] | None:
    """A pattern without what it looks ahead or back for; None for one that Python cannot read."""
    try:
        return re.compile(re.sub(r"\(\?<?[=!](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", "", pattern))
    except re.error:
        return None


def test_every_pattern_needs_a_text_and_most_can_be_tried_here(needed: list[tuple[str, list[str]]]) -> None:
    assert [pattern for pattern, texts in needed if not texts] == []
    assert len([pattern for pattern, _ in needed if _compiled(pattern)]) > 40


@given(data=strategies.data())
@hypothesis.settings(max_examples=400)
def test_whatever_a_pattern_matches_holds_what_it_needs(
    needed: list[tuple[str, list[str]]], data: strategies.DataObject
) -> None:
    """A pattern that is not tried, because its texts are absent, would not have matched."""
    pattern, texts = data.draw(strategies.sampled_from([one for one in needed if _compiled(one[0])]))
    compiled = _compiled(pattern)
    assert compiled
    found = data.draw(strategies.from_regex(compiled))
    assert any(text in found for text in texts), (pattern, found)


def test_of_alarms_none_is_within_another_and_each_text_holds_one(
    needed: list[tuple[str, list[str]]], tmp_path: Path
) -> None:
    (alarms,) = ask(tmp_path, ("alarms", [[pattern, *texts] for pattern, texts in needed]))
    assert [one for one in alarms if any(one in other for other in alarms if other != one)] == []
    assert [text for _, texts in needed for text in texts if not any(one in text for one in alarms)] == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, tiny: Library) -> Path:
    site = site_of(tmp_path_factory.mktemp("crisis") / "site", lamp=("Glossary", "Lamp", "It wants oil."))
    indexer.index(site, tiny)
    return site


def test_ways_to_speak_of_danger_are_fetched_for_what_may_be_one(site: Path) -> None:
    of_danger = "/danger.json"
    for query, need, fetched in (("lamp", "", False), ("a lamp, please", "", True), ("please help me", "danger", True)):
        found, asked = ask(site, ("find", {"q": query}), ("fetched",))
        assert (found["need"], any(path.endswith(of_danger) for path in asked)) == (need, fetched), query


@pytest.mark.parametrize(
    "odd", ["{", "null", "{}", '{"ways": [["("]], "practice": 3}', '{"ways": [["(", "please"]], "practice": ""}']
)
def test_where_danger_cannot_be_told_urgent_help_comes(odd: str, site: Path) -> None:
    calm, odd_one = ask(site, *(("spoilt", {"q": query}, "/danger.json", odd) for query in ("lamp", "a lamp, please")))
    assert (calm["need"], odd_one["need"]) == ("", "danger")
    assert odd_one["found"] == 1
