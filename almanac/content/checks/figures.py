"""Rules and advice on figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from almanac.content.checks.amounts import MAY_PASS_100
from almanac.content.checks.finding import Finding
from almanac.content.checks.language import own_texts
from almanac.content.checks.matching import is_mistyped_number
from almanac.content.kinds.figure import Figure
from almanac.content.model import Library

_ROUNDED = Decimal("0.5")  # the most by which rounding can change each part
_WHOLE = 100
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FEWEST_FIGURES = 3  # shorter numbers may be alike by chance


def parts_make_a_whole(library: Library) -> Iterator[Finding]:
    """No part of a whole is negative, and parts in per cent add up to 100, allowing for rounding."""
    for ref, entry in library.all_of(Figure):
        if entry.chart == "parts of a whole":
            below = next((index for index, value in enumerate(entry.values) if value.value < 0), None)
            total = sum((value.value for value in entry.values), Decimal(0))
            if below is not None:
                message = f'found "{entry.values[below].value}", but no part of a whole is less than zero. Correct it.'
                yield Finding(ref, ("values", below, "value"), message)
            elif _is_per_cent(entry.unit) and abs(total - _WHOLE) > _ROUNDED * len(entry.values):
                message = f'the parts add up to {total} per cent. Correct a value, or write chart "bars".'
                yield Finding(ref, ("values",), message)


def shares_are_in_per_cent(library: Library) -> Iterator[Finding]:
    """No value in per cent is written as a fraction if the title or summary gives the percentage: 0.966 for 96.6%."""
    for ref, entry in library.all_of(Figure):
        if _is_per_cent(entry.unit):
            told = {Decimal(found) for found in re.findall(r"\d+(?:\.\d+)?", f"{entry.title} {entry.summary}")}
            for index, value in enumerate(entry.values):
                meant = value.value * _WHOLE
                if 0 < value.value < 1 and meant in told and value.value not in told:
                    message = f'found "{value.value}", but the text says {meant.normalize():f}. Write it in per cent.'
                    yield Finding(ref, ("values", index, "value"), message, "A14")


def values_are_those_of_the_text(library: Library) -> Iterator[Finding]:
    """No number in the text of a figure differs by one slip of typing from a value that the figure draws."""
    for ref, entry in library.all_of(Figure):
        values = {f"{value.value.normalize():f}": index for index, value in enumerate(entry.values)}
        told = [(path, found) for path, text in own_texts(entry) for found in _NUMBER.findall(text)]
        given = {found.replace(",", "") for _, found in told}
        for path, found in told:
            number = found.replace(",", "")
            value = "" if number in values else next((held for held in values if _is_slip_of(number, held)), "")
            if value and value in given:
                message = f'found "{found}", but the value is {value}. Correct the one that is wrong.'
                yield Finding(ref, path, message, "A14", found)
            elif value:
                message = f'found "{value}", but the text says {found}. Correct the one that is wrong.'
                yield Finding(ref, ("values", values[value], "value"), message, "A14")


def _is_slip_of(one: str, other: str) -> bool:
    """Return whether two numbers differ by two figures exchanged or, if they are long, by one added."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    added = any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    exchanged = sorted(one) == sorted(other) and is_mistyped_number(one, other)
    return exchanged or (added and len(shorter) >= _FEWEST_FIGURES)


def no_value_is_above_the_whole(library: Library) -> Iterator[Finding]:
    """No value in per cent is above 100, unless the figure reports growth or makes a comparison."""
    for ref, entry in library.all_of(Figure):
        if _is_per_cent(entry.unit):
            told = f"{entry.title} {entry.summary} {entry.unit}"
            high = next((index for index, value in enumerate(entry.values) if value.value > _WHOLE), None)
            if high is not None and not MAY_PASS_100.search(told):
                message = f'found "{entry.values[high].value}". No share is more than 100 per cent. Correct the number.'
                yield Finding(ref, ("values", high, "value"), message, "A2")


def _is_per_cent(unit: str) -> bool:
    return unit.casefold().startswith(("per cent", "percent", "%")) and "point" not in unit


def labels_of_a_figure_differ(library: Library) -> Iterator[Finding]:
    """No two values of a figure have the same label."""
    for ref, entry in library.all_of(Figure):
        labels = [value.label for value in entry.values]
        for index, label in enumerate(labels):
            if label in labels[:index]:
                message = f'"{label}" is the label of another number here. Correct one of the two.'
                yield Finding(ref, ("values", index, "label"), message, "R6")


def figures_are_of_years_past(library: Library) -> Iterator[Finding]:
    """The year of a figure is not in the future, unless the figure is a forecast."""
    for ref, entry in library.all_of(Figure):
        if entry.year > library.today.isoformat()[: len(entry.year)]:
            message = f'found "{entry.year}", which is in the future. If this is no forecast, correct the year.'
            yield Finding(ref, ("year",), message, "A2")
