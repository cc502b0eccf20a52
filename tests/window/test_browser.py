"""The window in a real browser: what a person does, and what the page then shows."""

import re
import sqlite3

import pytest

from assistant.window.answer_view import footnoted
from assistant.window.markup import plain_quote
from assistant.window.turns import Turn, shown_answer

pytestmark = pytest.mark.flaky(reruns=2)  # a busy machine may lose a key pressed while the page is still being wired

PRICE = "What does Modeling and Optimization for Machine Learning cost?"
DONE = ".turn:last-child .actions"


@pytest.fixture
def page(browser, window):
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    page.goto(window.url)
    page.wait_for_selector(".welcome h1")
    yield page
    context.close()


def ask(page, question):
    before = page.locator(".turn").count()
    page.fill("#question", question)
    page.keyboard.press("Enter")
    page.locator(".turn").nth(before).locator(".actions").wait_for(timeout=60_000)


def marked(page):
    page.wait_for_selector(".pane mark")
    return " ".join(" ".join(page.locator(".pane mark").all_inner_texts()).split())


def test_the_question_box_has_the_focus_and_enter_sends(page):
    assert page.evaluate("document.activeElement.id") == "question"
    page.keyboard.type("First line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("second line")
    assert page.input_value("#question") == "First line\nsecond line"
    page.fill("#question", PRICE)
    page.keyboard.press("Enter")
    page.wait_for_selector(DONE, timeout=60_000)
    assert "$4,700" in page.inner_text(".turn .answer")
    assert page.input_value("#question") == ""


def test_a_marker_opens_the_source_with_exactly_the_quote_marked(page):
    ask(page, PRICE)
    page.hover(".turn .marker")
    assert "$4,700" in page.inner_text(".quote-tip")
    quote = page.inner_text(".turn .sources li blockquote")
    page.click(".turn .marker")
    assert marked(page) == quote
    box = page.locator(".pane mark").first.bounding_box()
    assert 0 < box["y"] < 860
    page.keyboard.press("Escape")
    assert page.locator(".pane").is_hidden()
    assert page.evaluate("document.activeElement.className") == "marker"


def test_a_source_is_listed_with_title_section_date_and_link(page):
    ask(page, PRICE)
    row = page.inner_text(".turn .sources li")
    for shown in ("Modeling and Optimization for Machine Learning", "Fee", "as of 2023/2024", "professional.mit.edu"):
        assert shown in row
    assert page.get_attribute(".turn .sources a", "href").startswith("https://professional.mit.edu/")


@pytest.mark.parametrize("wanted", ["Builder", "| Main format |", "16 days of coursework within 36 months", "1. "])
def test_any_range_of_a_document_is_marked_where_it_stands(page, window, wanted):
    from corpus import load_corpus

    document = next(one for one in load_corpus().documents if wanted in one.text)
    start = document.text.index(wanted)
    end = document.text.index("\n", start)
    page.evaluate(
        "(at) => { const b = document.createElement('button'); Object.assign(b.dataset, at); window.documentAssistant.openSource(b); }",
        {"document": document.doc_id, "start": start, "end": end},
    )
    said = re.sub(r"^\d+\. ", "", plain_quote(document.text[start:end]).replace(" · ", " "))
    assert marked(page) == " ".join(said.split())
    if "|" in document.text[start:end]:
        assert page.locator(".pane td mark").count() >= 1


def test_a_follow_up_is_understood(page):
    ask(page, PRICE)
    ask(page, "and how many CEUs does it give?")
    assert "CEU" in page.inner_text(".turn:last-child .answer")


def test_what_is_not_known_is_said_calmly_with_what_can_be_asked(page):
    ask(page, "Who painted the Mona Lisa?")
    assert "Not in these documents" in page.inner_text(".turn .badge")
    assert page.locator(".turn .sources").count() == 0
    chip = page.locator(".turn .chip").first
    question = chip.inner_text()
    chip.click()
    page.locator(".turn").nth(1).locator(".actions").wait_for(timeout=60_000)
    assert page.inner_text(".turn:last-child .question") == question


def test_an_opening_question_asks_at_once(page):
    page.click(".opening >> nth=0")
    page.wait_for_selector(DONE, timeout=60_000)
    assert page.locator(".turn").count() == 1
    assert page.locator(".welcome").is_hidden()


def test_edit_and_retry_replace_the_last_turn(page):
    ask(page, "What does it cost?")
    page.click(f"{DONE} [data-action=edit]")
    assert page.input_value("#question") == "What does it cost?"
    page.fill("#question", PRICE)
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.turn .answer')?.innerText.includes('4,700')")
    assert page.locator(".turn").count() == 1
    page.click(f"{DONE} [data-action=retry]")
    page.wait_for_selector(".turn .actions", timeout=60_000)
    page.wait_for_function("() => document.querySelectorAll('.turn .actions').length === 1 && !document.querySelector('.halt:not([hidden])')")
    assert page.locator(".turn").count() == 1


def test_reload_keeps_the_conversation_and_another_browser_does_not_see_it(page, browser, window):
    ask(page, PRICE)
    page.reload()
    page.wait_for_selector(DONE)
    assert page.inner_text(".turn .question") == PRICE
    page.click(".turn .marker")
    assert "$4,700" in marked(page)
    other = browser.new_context()
    stranger = other.new_page()
    stranger.goto(window.url)
    stranger.wait_for_selector(".welcome h1")
    stranger.wait_for_timeout(500)
    assert stranger.locator(".turn").count() == 0
    other.close()


def test_new_empties_the_conversation_also_after_a_reload(page):
    ask(page, PRICE)
    page.click("[data-tool=new]")
    page.wait_for_selector(".welcome h1", state="visible")
    page.reload()
    page.wait_for_selector(".welcome h1", state="visible")
    page.wait_for_timeout(500)
    assert page.locator(".turn").count() == 0


def test_download_is_markdown_with_footnotes(page):
    ask(page, PRICE)
    with page.expect_download() as download:
        page.click("[data-tool=download]")
    text = download.value.path().read_text("utf-8")
    assert download.value.suggested_filename == "conversation.md"
    assert f"## {PRICE}" in text
    assert "[^1-1]" in text
    assert "[^1-1]: “" in text
    assert "as of 2023/2024" in text


def test_the_address_can_carry_a_question(browser, window):
    context = browser.new_context()
    page = context.new_page()
    page.goto(window.url + "?q=" + PRICE.replace(" ", "+"))
    page.wait_for_selector(DONE, timeout=60_000)
    assert "$4,700" in page.inner_text(".turn .answer")
    assert "?q=" not in page.url
    context.close()


def test_scope_limits_what_may_answer(page):
    page.click(".scope-button")
    page.fill("dialog input[type=search]", "elective")
    for button in page.locator("dialog [data-tick=none]").all():
        button.click()
    page.fill("dialog input[type=search]", "")
    for button in page.locator("dialog [data-tick=none]").all():
        button.click()
    assert page.locator("dialog .apply").is_disabled()
    page.check("dialog input[value=guide-electives]")
    page.click("dialog .apply")
    assert page.inner_text(".scope-button").strip() == "1 of 82 documents"
    ask(page, PRICE)
    assert "$4,700" not in page.inner_text(".turn .answer")
    documents = page.eval_on_selector_all(".turn .source", "all => all.map(one => one.dataset.document)")
    assert set(documents) <= {"guide-electives"}
    page.reload()
    page.wait_for_selector(DONE)
    assert page.inner_text(".scope-button").strip() == "1 of 82 documents"


def test_catalog_sorts_and_filters_and_shows_the_source_of_a_value(page):
    page.click("[role=tab]:has-text('Catalog')")
    page.wait_for_selector(".catalog tbody tr")
    everything = page.locator(".catalog tbody tr:visible").count()
    page.click("[data-sort=fee_usd]")
    fees = page.eval_on_selector_all(".catalog tbody tr", "rows => rows.map(row => row.dataset.feeUsd)")
    known = [float(fee) for fee in fees if fee]
    assert known == sorted(known)
    assert fees[: len(known)] == [fee for fee in fees if fee]
    page.select_option("select[name=role]", "elective")
    shown = page.locator(".catalog tbody tr:visible")
    assert 0 < shown.count() < everything
    page.fill(".filters input[name=text]", "vision")
    assert shown.count() == 1
    shown.locator(".value").last.click()
    assert "4" in marked(page)
    page.keyboard.press("Escape")
    shown.locator(".ask").click()
    page.wait_for_selector(DONE, timeout=60_000)
    assert "Deep Learning for AI and Computer Vision" in page.inner_text(".turn .question")


def test_the_plan_builder_asks_the_assistant(page):
    page.click("[role=tab]:has-text('Plan')")
    page.fill("input[name=budget]", "18,000")
    page.fill("input[name=wish]", "vision")
    page.click(".plan-form .apply")
    page.wait_for_selector(".plan .turn .actions", timeout=60_000)
    assert page.inner_text(".plan .question") == "Plan my certificate: my budget is $18,000, I care about vision."


def test_a_thumb_and_a_comment_are_kept_in_the_database(page, window):
    ask(page, PRICE)
    page.click(f"{DONE} [data-action=bad]")
    page.fill(".comment input", "Say whether lunch is included")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Your comment is kept")
    with sqlite3.connect(window.state_dir / "feedback.sqlite3") as connection:
        row = connection.execute("SELECT question, reply, rating, config_id FROM replies WHERE comment = 'Say whether lunch is included'").fetchone()
    assert row[0] == PRICE
    assert "$4,700" in row[1]
    assert row[2] == "bad"
    assert row[3]


def test_light_and_dark_follow_the_system_and_the_button(browser, window):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(window.url)
    page.wait_for_selector(".welcome h1")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.click("[data-tool=theme]")
    light = page.evaluate(ground)
    assert dark != light
    page.reload()
    page.wait_for_selector(".welcome h1")
    assert page.evaluate(ground) == light
    context.close()


@pytest.mark.parametrize("width", [360, 768, 1920])
def test_nothing_is_wider_than_the_screen(browser, window, width):
    context = browser.new_context(viewport={"width": width, "height": 740})
    page = context.new_page()
    page.goto(window.url)
    page.wait_for_selector(".welcome h1")
    ask(page, PRICE)
    for tab in ("Ask", "Catalog", "Plan"):
        page.click(f"[role=tab]:has-text('{tab}')")
        page.wait_for_timeout(200)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_page_asks_no_other_host(browser, window):
    context = browser.new_context()
    page = context.new_page()
    addresses = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(window.url)
    page.wait_for_selector(".welcome h1")
    ask(page, PRICE)
    page.click("[role=tab]:has-text('Catalog')")
    page.wait_for_timeout(500)
    assert [address for address in addresses if not address.startswith((window.url, "data:", "blob:"))] == []
    context.close()


def test_by_keyboard_alone(page):
    page.keyboard.type(PRICE)
    page.keyboard.press("Enter")
    page.wait_for_selector(DONE, timeout=60_000)
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.classList.contains('marker')"):
            break
    assert page.locator(".quote-tip").is_visible()
    page.keyboard.press("Enter")
    assert "$4,700" in marked(page)
    assert page.evaluate("document.activeElement.id") == "source-pane"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "marker"
    page.focus("[role=tab]:has-text('Catalog')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".catalog tbody tr", state="visible")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(browser, window, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(window.url)
    page.wait_for_selector(".welcome h1")
    found = {"welcome": _serious(axe, page)}
    ask(page, PRICE)
    page.click(".turn .marker")
    marked(page)
    found["answer and source"] = _serious(axe, page)
    page.keyboard.press("Escape")
    page.click(".scope-button")
    found["scope"] = _serious(axe, page)
    page.keyboard.press("Escape")
    for tab in ("Catalog", "Plan"):
        page.click(f"[role=tab]:has-text('{tab}')")
        page.wait_for_timeout(300)
        found[tab] = _serious(axe, page)
    context.close()
    assert {place: rows for place, rows in found.items() if rows} == {}


def _serious(axe, page):
    violations = axe.run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:160]) for one in violations if one["impact"] in ("serious", "critical")]


def test_a_computed_figure_folds_out_its_working(page):
    ask(page, "After both core courses, how many days do I still have to fill with electives?")
    page.click(".turn .working summary")
    assert page.inner_text(".turn .working code") == "16 − (2 + 3) = 11"


def test_a_comparison_is_a_table_whose_cells_are_cited(page):
    ask(page, "Compare Ethics of AI and Advanced Reinforcement Learning by length")
    assert page.locator(".turn .answer table tbody td .marker").count() >= 2


def test_sources_that_differ_are_two_voices_the_newest_first(page):
    ask(page, "How long is Ethics of AI?")
    assert page.locator(".turn .voices figcaption").all_inner_texts() == ["2019-10", "undated"]
    assert page.locator(".turn .answer").count() == 0


def test_a_partial_answer_names_the_missing_part(page):
    ask(page, "Which tools does the no-code program use, and who won the World Cup?")
    assert page.inner_text(".turn .badge").startswith("Answered in part")
    assert "who won the World Cup" in page.inner_text(".turn .answer")


def test_a_reply_comes_in_parts_and_can_be_stopped(page):
    page.fill("#question", "Which courses cost less than $3,000?")
    page.evaluate(
        "new MutationObserver(() => document.querySelector('.turn .answer li') && document.querySelector('.halt:not([hidden])')?.click())"
        ".observe(document.querySelector('.turns'), { childList: true, subtree: true })"
    )
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn .note", timeout=60_000)
    assert "Stopped here" in page.inner_text(".turn .note")
    shown = page.locator(".turn .answer li").count()
    page.reload()
    page.wait_for_selector(".turn .note")
    assert page.locator(".turn .answer li").count() == shown < 10


def test_the_question_stays_in_sight_while_its_answer_grows(page):
    for question in (
        "Which tools does the no-code program use, and who won the World Cup?",
        "Which courses cost less than $3,000?",
        "How long is Ethics of AI?",
    ):
        ask(page, question)
        box = page.locator(".turn:last-child .question").bounding_box()
        assert 90 < box["y"] < 400


@pytest.mark.parametrize(
    ("status", "detail", "line"),
    [
        (503, "queue is full", "Many people are asking just now"),
        (429, "Too many requests at once. Wait a few seconds and try again.", "Too many requests at once"),
    ],
)
def test_a_refusal_is_told_kindly_and_the_question_kept(page, status, detail, line):
    page.route("**/queue/join*", lambda route: route.fulfill(status=status, json={"detail": detail}))
    page.fill("#question", PRICE)
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn.trouble")
    assert page.inner_text(".trouble-line").startswith(line)
    page.unroute("**/queue/join*")
    page.click(".turn.trouble [data-action=retry]")
    page.wait_for_selector(DONE, timeout=60_000)
    assert "$4,700" in page.inner_text(".turn .answer")


def test_a_plan_comes_into_sight(page):
    page.get_by_role("tab", name="Plan").click()
    page.click("#panel-plan button[type=submit]")
    page.wait_for_selector(".plan-result .question")
    page.wait_for_function("document.querySelector('.plan-result .question').getBoundingClientRect().top < 300")


def test_motion_is_left_out_for_those_who_want_none(browser, window):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(window.url)
    page.wait_for_selector(".welcome h1")
    moving = "[...document.querySelectorAll('*')].filter((one) => { const style = getComputedStyle(one); return style.animationName !== 'none' || style.transitionDuration.split(', ').some((time) => parseFloat(time) > 0); }).length"
    assert page.evaluate(moving) == 0
    context.close()


def test_the_window_says_and_cites_what_python_does(page, shipped_assistant):
    follow_up = "and how many CEUs does it give?"
    ask(page, PRICE)
    ask(page, follow_up)
    first = shipped_assistant.answer(PRICE)
    second = shipped_assistant.answer(follow_up, [{"role": "user", "content": PRICE}, {"role": "assistant", "content": first.text}])
    turns = [Turn(question=PRICE, answer=shown_answer(first)), Turn(question=follow_up, answer=shown_answer(second))]
    assert [page.locator(".turn").nth(at).get_attribute("data-markdown") for at in range(2)] == [footnoted(turn, at) for at, turn in enumerate(turns)]
