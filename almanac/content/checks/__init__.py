"""Rules across entries. Each is a generator, its docstring is the rule, and ``RULES`` and ``ADVICE`` list them all.

What one field can say for itself, its type says (``kinds/``); a reference
that leads nowhere is found there too. While a rule is broken nothing is
published; advice is given, and the content is published all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from almanac.content.checks import (
    acts,
    amounts,
    contacts,
    days,
    duplicates,
    entries,
    figures,
    instruments,
    language,
    law,
    names,
    nations,
    organisations,
    phrases,
    sentences,
    situations,
    slips,
    studies,
    usage,
)
from almanac.content.checks.finding import Finding
from almanac.content.model import Library

Rule = Callable[[Library], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    entries.every_entry_is_linked,
    entries.no_entry_refers_to_itself,
    entries.former_keys_are_free,
    entries.nothing_was_checked_on_a_day_to_come,
    entries.nothing_was_seen_after_the_check,
    law.what_is_in_force_began_in_the_past,
    entries.numbers_of_a_set_are_one_to_n,
    situations.situations_say_the_law_of_each_nation,
    situations.situations_answer_in_three_sentences,
    situations.urgent_situations_have_a_contact_in_each_nation,
    contacts.urgent_numbers_agree,
    contacts.urgent_numbers_are_those_of_the_name,
    contacts.emergencies_come_first,
    phrases.emergency_numbers_are_those_of_the_uk,
    nations.provisions_hold_where_their_law_does,
    nations.law_of_a_nation_holds_there,
    nations.local_help_is_given_for_each_nation,
    nations.urgent_contacts_are_of_nations_of_their_organisation,
    entries.doubtful_figures_are_not_drawn,
    figures.parts_make_a_whole,
    figures.labels_of_a_figure_differ,
    entries.letters_of_roles_differ,
    entries.figures_leave_the_frame_its_ids,
    entries.no_text_looks_left_over,
    entries.successors_lead_forward,
    names.what_is_misspelt_is_no_name,
    duplicates.a_study_is_given_once,
    duplicates.no_entry_is_pasted,
    studies.what_was_seen_is_given,
    studies.quotation_marks_in_references_are_curly,
    studies.no_study_is_younger_than_its_check,
    studies.notices_are_not_the_study,
    organisations.ended_bodies_say_what_followed,
    organisations.active_organisations_have_not_ended,
    organisations.active_organisations_are_not_said_to_have_ended,
    contacts.no_reader_is_sent_to_what_has_ended,
    organisations.what_sets_an_organisation_up_is_in_force,
    organisations.useful_links_say_what_they_were_for,
    organisations.charity_numbers_have_the_form_of_their_register,
    law.law_leads_to_its_official_text,
    law.overruled_rulings_are_not_in_force,
    law.policy_is_not_called_law,
    law.what_is_not_in_force_says_what_is_ahead,
    law.no_statement_is_of_what_is_not_in_force,
    law.what_is_in_force_is_not_said_to_be_ahead,
    law.acts_have_the_year_of_their_law,
    law.confidence_is_that_of_the_statements,
    law.no_paragraph_of_law_is_too_long,
)
ADVICE: tuple[Rule, ...] = (
    studies.summaries_are_short,
    studies.summaries_have_every_part,
    studies.parts_of_summaries_are_sentences,
    studies.studies_stand_in_the_file_of_their_letter,
    contacts.organisations_have_contacts_of_their_own,
    contacts.websites_are_their_own,
    contacts.numbers_have_a_field_of_their_own,
    contacts.numbers_stand_in_groups,
    contacts.local_help_says_how_to_find_it,
    figures.figures_are_of_years_past,
    duplicates.studies_have_summaries_of_their_own,
    studies.studies_say_when_they_joined,
    names.titles_stand_in_ordinary_letters,
    names.abbreviations_stand_alone,
    names.texts_stand_without_quotation_marks,
    names.other_names_are_no_names_of_others,
    names.abbreviations_are_of_one_term,
    names.links_say_where_they_lead,
    names.people_have_capitals,
    names.names_stand_the_same_way_round,
    entries.roles_bring_together_what_bears_on_them,
    entries.no_nation_is_named_beside_the_whole,
    situations.needs_follow_i_need_to,
    situations.situations_of_suicide_are_sensitive,
    law.what_is_not_in_force_says_so,
    law.bills_are_not_called_acts,
    law.dates_are_of_the_year_of_the_key,
    acts.links_lead_to_what_the_provision_names,
    acts.laws_have_parts_of_their_own_name,
    acts.sources_name_the_part_that_the_provision_is,
    acts.laws_have_one_address,
    acts.no_law_began_before_its_act,
    acts.acts_are_those_of_their_law,
    acts.acts_have_the_year_that_they_have_elsewhere,
    days.no_page_is_newer_than_the_look_at_it,
    days.dates_are_those_that_are_explained,
    nations.no_nations_have_two_rows,
    nations.names_and_nations_agree,
    nations.what_a_body_publishes_is_of_its_nations,
    nations.local_help_leads_to_organisations_of_its_nations,
    organisations.former_names_differ_from_the_name,
    entries.cited_works_go_with_what_was_said_from_them,
    language.words_are_plain_british_and_known,
    sentences.sentences_are_ended,
    sentences.sentences_begin_with_a_capital,
    slips.nothing_is_left_of_pasting_and_haste,
    slips.no_word_is_broken_by_a_hyphen,
    usage.words_are_those_that_are_meant,
    usage.authors_are_not_we,
    phrases.no_words_of_a_chatbot_are_left,
    phrases.dates_exist,
    phrases.nations_have_their_names,
    phrases.no_remarks_of_editors_are_left,
    phrases.no_words_are_soon_out_of_date,
    studies.no_study_joins_on_a_day_to_come,
    studies.years_are_those_of_the_keys,
    studies.journals_are_called_as_elsewhere,
    studies.notices_follow_their_study,
    studies.retractions_are_notices,
    studies.issues_are_of_journals,
    figures.shares_are_in_per_cent,
    figures.no_value_is_above_the_whole,
    instruments.instruments_have_as_many_questions_as_they_say,
    amounts.no_share_is_above_the_whole,
    amounts.estimates_lie_within_their_interval,
    amounts.no_part_is_greater_than_its_whole,
    amounts.no_hours_run_back,
    amounts.hours_are_no_days,
    amounts.no_study_was_done_after_it_was_published,
    amounts.samples_have_the_size_that_is_given,
)


def run(library: Library) -> Iterator[Finding]:
    """Every fault that any rule finds."""
    for rule in RULES:
        yield from rule(library)


def advice(library: Library) -> Iterator[Finding]:
    """All advice on a Library that breaks no rule."""
    for rule in ADVICE:
        yield from rule(library)
