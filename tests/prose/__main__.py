"""``python -m tests.prose``: every finding, excused or not, advice on sentences, and the reading age of the law."""

from __future__ import annotations

from tests.conftest import PROJECT
from tests.prose import judge, passages


def main() -> None:
    """Print the findings: faults first, then what is excused, then advice."""
    prose = passages.of_project(PROJECT)
    every = list(judge.phrases_in(prose, judge.phrases()))
    faults = list(judge.phrases_in(judge.without(prose, judge.exceptions("phrase")), judge.phrases()))
    for finding in faults:
        print(finding)
    for finding in every:
        if finding not in faults:
            print(finding, "(excused)")
    for finding in (*judge.long_sentences(prose), *judge.passives(prose)):
        print(finding, "(advice)")
    for age, file in judge.reading_ages(prose, "content/provisions"):
        print(f"{file}: reading age {age} years")


if __name__ == "__main__":
    main()
