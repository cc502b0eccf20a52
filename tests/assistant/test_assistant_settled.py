"""Yes and No to what the catalog settles: values, amounts and two things compared; shipped documents, real model."""

from __future__ import annotations

import pytest
from test_assistant_catalog import said

from assistant import Assistant
from assistant.compose.verdicts.claimed import claim_left_open, claim_met
from assistant.compose.verdicts.exclusive import another_name, opposite
from assistant.compose.verdicts.mismatch import number_mismatch
from assistant.compose.verdicts.polarity import needs_what_is_left_out, offers_choice
from assistant.compose.verdicts.suits import closed_to_others, suits


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("Is half a year enough?", "It lasts 12 months.", False),
        ("Can one finish it in three weeks?", "It lasts 12 days.", True),
        ("Do I need to take a whole week off?", "It lasts 2 days.", False),
        ("Can it be as short as two days?", "They last two to five days.", True),
        ("Does it take at most ten hours a week?", "It takes 6 to 8 hours per week.", True),
        ("Is seven hours a week enough?", "It takes 6 to 8 hours per week.", None),
        ("Can it end up above $30,000?", "It can sometimes exceed $30,000.", True),
        ("I failed twice, may I sit it again?", "It allows at most two attempts.", False),
        ("May I try a second time?", "It allows at most two attempts.", True),
        ("Would ten hours a week be enough?", "It takes 6 to 8 hours per week.", True),
        ("Does it give 12 CEUs?", "It carries 10 Continuing Education Units (CEUs).", False),
        ("Can I cancel ten days before it starts?", "The course lasts 2 weeks.", None),
        ("Can I still watch it four months later?", "It gives access for 90 days.", False),
        ("Will it still be there two weeks from now?", "It gives access for 90 days.", True),
        ("I have two weeks off. Could I be done in that time?", "It lasts 3 weeks.", False),
        ("800$ enough?", "It costs $850.", False),
        ("Would 900 bucks do?", "It costs $850.", True),
        ("I can give it 5 hours/week. Enough?", "It takes 6 hours per week.", False),
        ("I got a D last term. May I carry on?", "You need a grade of C or better to continue.", False),
        ("With a B, can I go on?", "You need a grade of C or better to continue.", True),
        ("Would a C get me thrown out?", "You need a grade of C or better to continue.", None),
        ("Does a C- in one subject let me continue?", "You need a grade of C or better to continue.", False),
        ("May I go on resitting it until I pass?", "It allows at most two attempts.", False),
        ("I have 3 hours a week, can I manage it?", "It takes 5 hours per week.", False),
        ("Is there one above $900?", "No course costs more than $700.", False),
        ("Could I still enrol on 4 June?", "It starts on 20 June 2025, with enrolment until 1 June 2025.", False),
        ("Is 30 May too late to apply?", "Applications are open until 1 June 2025.", False),
    ],
)
def test_an_amount_of_the_question_is_compared_with_the_one_that_a_text_gives(question: str, text: str, met: bool | None) -> None:
    assert claim_met(question, text) is met


def test_who_lacks_what_is_not_needed_is_told_that_they_can_follow() -> None:
    assert suits("I have zero tech knowledge. Could I still follow it?", "It needs no technical background.") is True


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("My aunt was never good with machines. Could she start it?", "It needs no technical background.", True),
        ("Is it made for people like us?", "It requires no prior knowledge.", True),
        ("Is it too easy for an engineer?", "It needs no technical background.", None),
        ("I have no diploma, so am I shut out?", "It requires a diploma.", True),
        ("Can somebody without any Python start it?", "It asks for working knowledge of Python.", False),
        ("Can somebody without any Python start it?", "It asks for a deposit.", None),
        ("I manage a farm and never wrote code. Do I need Python for it?", "It does not require Python.", None),
    ],
)
def test_what_is_needed_tells_who_may_come(question: str, text: str, fits: bool | None) -> None:
    assert suits(question, text) is fits


@pytest.mark.parametrize(
    ("asked", "said", "other"),
    [
        ("Can I pay bit by bit?", "You pay per course, not upfront.", False),
        ("Do I pay upfront?", "You pay per course, not upfront.", True),
        ("Is it easier than the diploma?", "It is not as rigorous as the diploma.", False),
        ("Is the paper still good in ten years?", "It does not expire.", False),
    ],
)
def test_the_other_of_two_opposites_may_be_denied(asked: str, said: str, other: bool | None) -> None:
    assert opposite(asked, said) is other


@pytest.mark.parametrize(
    ("asked", "said", "differs"),
    [
        ("Must I finish three or more of the modules?", "It is earned with one vertical module.", True),
        ("Must I finish two or more of the modules?", "It is earned with four vertical modules.", False),
    ],
)
def test_so_many_or_more_are_compared_with_what_is_asked_for(asked: str, said: str, differs: bool) -> None:
    assert number_mismatch(asked, said) is differs


def test_what_is_for_people_of_any_kind_is_not_for_some_only() -> None:
    assert closed_to_others("Is it only for people with a degree in physics?", "It is open to everyone.") is False
    assert closed_to_others("Is it only for people with a degree in physics?", "It is for physicists.") is None


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("Could I do Machine Learning in Business from home, in Spain?", "Yes."),
        ("Can I follow the AI Executive Academy from my couch?", "No."),
        ("Do I have to come to campus for Machine Learning in Business?", "No."),
        ("machine learning in business given with csail?", "Yes."),
        ("Is Machine Learning in Business given with IESE?", "No."),
        ("Is it really Gilbert Strang who teaches 18.06SC?", "Yes."),
        ("Does Regina Barzilay teach Machine Learning in Business?", "No."),
        ("Is Unsupervised Machine Learning filed under Digital Business?", "No."),
        ("Is Calculus 1A at college level?", "No."),
        ("Do we have to pay for the courses of MIT xPRO?", "Yes."),
        ("Are all MITx courses free?", "No."),
        ("Is there a date set for Building and Scaling Intelligent Enterprises?", "No."),
        ("Would four days of leave cover both core courses of the flagship?", "No."),
        ("Do I get three tries at the MicroMasters capstone?", "No."),
        ("Can I resit the MicroMasters capstone as often as I like?", "No."),
        ("Is 18.06SC for university students?", "Yes."),
        ("Is a month enough for the No Code program?", "No."),
        ("I have about 5 hours a week. Enough for Calculus 1A?", "No."),
        ("Does Sloan Executive Education have anything at all that costs nothing?", "Yes."),
        ("So Stefanie Jegelka was one of the two who taught the ethics course, right?", "Yes."),
        ("Is the online course Machine Learning in Business free?", "No."),
        ("The AI Executive Academy is held online?", "No."),
        ("Unsupervised Machine Learning carries the Digital Business label?", "No."),
        ("18.05 is the lighter choice per week next to 6.036x?", "No."),
        ("Is a student visa the right one for a short program of MIT Professional Education?", "No."),
        ("Is a tourist visa out of the question for a short program of MIT Professional Education?", "No."),
        ("I cancel my Sloan course 50 days before the start. Do I only lose 250 dollars?", "Yes."),
        ("IS IT MIT CREDIT THAT THE ADVANCED STUDY PROGRAM GIVES", "Yes."),
        ("Fifteen days off in March. Would the No Code program be done in that time?", "No."),
        ("With 9 hours a week can I keep up with 18.05?", "No."),
        ("Is Machine Learning in Business the priciest program at Sloan?", "No."),
        ("Could I spread the flagship certificate over four years?", "No."),
        ("My Greek is better than my English. Does MIT Professional Education have courses in Spanish?", "Yes."),
    ],
)
def test_a_value_of_the_catalog_settles_what_is_asked(shipped_assistant: Assistant, question: str, opens: str) -> None:
    assert said(shipped_assistant, question).startswith(opens)


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("Do Machine Learning in Business and Making AI Work cost the same?", "No."),
        ("Leading the AI-Driven Organization: same price in 2025 as in autumn 2024?", "No."),
        ("Is the generative AI sprint the cheaper one of the two Sloan sprints?", "No."),
        ("Isn't the AI business strategy course at Sloan dearer than the unsupervised learning one?", "Yes."),
        ("Is Modeling and Optimization for Machine Learning as long as Deep Learning for AI and Computer Vision?", "No."),
    ],
)
def test_two_things_are_compared_with_a_yes_or_no(shipped_assistant: Assistant, question: str, opens: str) -> None:
    assert said(shipped_assistant, question).startswith(opens)


def test_a_share_of_the_fee_is_held_against_the_tier(shipped_assistant: Assistant) -> None:
    assert said(shipped_assistant, "If I cancel my Sloan course ten days before it begins, do I lose the entire fee?").startswith("Yes.")


@pytest.mark.parametrize(
    "question", ["Is the exam of Machine Learning in Business online?", "Does the fee of Machine Learning in Business include a campus visit?"]
)
def test_what_is_asked_of_something_else_than_the_item_is_not_settled_by_its_values(shipped_assistant: Assistant, question: str) -> None:
    assert not said(shipped_assistant, question).startswith("Yes. As of August 2024, Machine Learning in Business takes place online")


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Do Calculus 1A and Calculus 1B both take 13 weeks?", "No."),
        ("Do both parts of the calculus series, 1A and 1B, want 8 hours of my week?", "Yes."),
        ("Do Calculus 1A and 1B both sit below college level?", "Yes."),
        ("Is 18.05 below college level?", "No."),
        ("Does Machine Learning in Business take 7 hours a week?", "Yes."),
        ("Is Applied Business Analytics just as many hours a week as Artificial Intelligence in Pharma and Biotech?", "No."),
        ("Would one working week be enough for the AI Executive Academy?", "No."),
        ("Does Regina Barzilay teach both AI in Pharma and Biotech and Leading the AI-Driven Organisation?", "Yes."),
    ],
)
def test_what_is_asked_of_both_is_looked_up_for_each(shipped_assistant: Assistant, question: str, verdict: str) -> None:
    assert said(shipped_assistant, question).startswith(verdict)


def test_enough_of_something_that_is_told_long_before_is_compared_and_of_nothing_is_left_open(shipped_assistant: Assistant) -> None:
    busy = "I work in a cafe, mornings are gone and evenings are mostly gone too, I counted and I have maybe 9 hours left in a week."
    assert said(shipped_assistant, f"{busy} Is that enough for the weekly load of 18.05?").startswith("No.")
    assert claim_left_open("Is that enough?", "It takes 14 hours per week.")


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("6.86x with Python, is it given through Coursera?", "No."),
        ("Is MIT CSAIL involved in the Sloan course on AI's implications for business strategy?", "Yes."),
        ("Can I follow Frontiers of Generative AI from my kitchen table?", "No."),
        ("Is the Advanced Management Program available on the web?", "No."),
    ],
)
def test_partners_and_places_are_known_by_other_words_too(shipped_assistant: Assistant, question: str, opens: str) -> None:
    assert said(shipped_assistant, question).startswith(opens)


def test_letters_that_stand_for_a_name_are_no_other_name() -> None:
    assert not another_name("Is it run by MIT PE?", "It is run by MIT Professional Education.")
    assert another_name("Is it run by MIT PE?", "It is run by MIT Open Learning.")


def test_half_of_a_fee_is_not_lost_where_another_tier_holds(shipped_assistant: Assistant) -> None:
    asked = "If I cancel a Sloan exec course {} days before it starts, do I lose half of the money (older policy page)?"
    assert said(shipped_assistant, asked.format(50)).startswith("No.")
    assert said(shipped_assistant, asked.format(30)).startswith("Yes.")


def test_the_prices_of_two_years_are_compared_and_not_asked_one_by_one(shipped_assistant: Assistant) -> None:
    assert said(shipped_assistant, "Leading the AI-Driven Organization: is the price the same for the autumn 2024 and the 2025 dates?").startswith("No.")


def test_alternatives_that_a_sentence_leaves_open_are_no_choice() -> None:
    assert not offers_choice("Might I meet people from Lisbon or Porto?", "Guests often come from Porto or Lisbon.")
    assert not offers_choice("Does the badge last a year, or is that just talk?")
    assert offers_choice("Is it held in Lisbon or Porto?", "It is held in Porto.")


def test_one_of_two_needed_things_is_not_enough() -> None:
    said_of_it = "The badge is earned by completing all basic lessons and one workshop."
    assert needs_what_is_left_out("If I do all basic lessons but none of the workshops, do I get the badge?", said_of_it)
    assert not needs_what_is_left_out("If I do all basic lessons but no homework, do I get the badge?", "The badge is earned by completing all basic lessons.")


@pytest.mark.parametrize("question", ["Do I have to travel for No Code?", "Must I travel to Boston for No Code?", "Do I have to travel for the flagship?"])
def test_a_format_that_the_question_does_not_name_is_no_yes(shipped_assistant: Assistant, question: str) -> None:
    assert not shipped_assistant.answer(question).text.startswith("Yes")
