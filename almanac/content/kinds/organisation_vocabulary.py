"""The vocabularies that describe organisations, and by which readers filter them."""

from __future__ import annotations

from typing import Literal, get_args

Serves = Literal[
    "LGBTQ+ people",
    "autistic people",
    "bereaved people",
    "carers",
    "children and young people",
    "councils",
    "disabled people",
    "employers",
    "families",
    "older people",
    "people affected by domestic abuse",
    "people who are detained",
    "people who are homeless or renting",
    "people who use drugs or alcohol",
    "people who use services",
    "people with a learning disability",
    "people with dementia",
    "people with eating disorders",
    "people with lived experience",
    "policy makers",
    "practitioners",
    "racialised communities",
    "refugees and people seeking asylum",
    "researchers",
    "schools and universities",
    "service managers",
    "students and educators",
    "the public",
    "veterans and the armed forces",
]


Sort = Literal[
    "charity",
    "user-led organisation",
    "government or public body",
    "NHS body",
    "council or local service",
    "regulator",
    "ombudsman or tribunal",
    "professional body",
    "network or partnership",
    "university or research body",
    "journal or publisher",
    "international body",
    "not identified",
]
_OffersToPeople = Literal[
    "advice and information",
    "advocacy",
    "appeals and hearings",
    "care and treatment",
    "complaints and investigations",
    "counselling and therapy",
    "employment support",
    "grants",
    "helpline",
    "housing with support",
    "peer support",
    "text service",
    "web chat",
]
_OffersToTheField = Literal[
    "campaigning and influence",
    "research and evidence",
    "publications",
    "guidance and standards",
    "training and education",
    "professional membership",
    "registration and inspection",
    "workforce development",
    "policy and funding",
]
Offers = Literal[_OffersToPeople, _OffersToTheField]
TO_PEOPLE: tuple[Offers, ...] = get_args(_OffersToPeople)
"""What an organisation offers to individuals, rather than to a field of work."""

Way = Literal[
    "British Sign Language",
    "Easy Read",
    "Relay UK",
    "Welsh",
    "email",
    "other languages",
    "text message",
    "web chat",
]
