"""The vocabularies that classify studies: how each was done, and who it is about."""

from __future__ import annotations

from typing import Literal

Method = Literal[
    "case note study",
    "case study",
    "cohort study",
    "comparative study",
    "discussion",
    "ethnography",
    "focus groups",
    "interviews",
    "literature review",
    "meta-analysis",
    "mixed methods",
    "policy analysis",
    "qualitative study",
    "randomised trial",
    "register study",
    "scoping review",
    "service evaluation",
    "survey",
    "systematic review",
]
People = Literal[
    "AMHPs and mental health officers",
    "social workers",
    "other practitioners",
    "managers and employers",
    "students and educators",
    "peer workers",
    "people who use services",
    "people under compulsion",
    "people in the justice system",
    "carers and families",
    "parents",
    "children and young people",
    "older people",
    "women",
    "people from minority ethnic groups",
    "migrants and refugees",
    "LGBT+ people",
    "people who are homeless",
    "people who use substances",
]
