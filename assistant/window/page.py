"""Put the window together: header, conversation, catalog, plan, source pane, endpoints.

Shells below are fixed HTML; texts of documents and people arrive as values, already escaped.
"""

from __future__ import annotations

import gradio as gr

from corpus import load_corpus

from ..config import AssistantConfig
from .catalog_rows import catalog_rows
from .catalog_view import catalog_html
from .chat import Chat, view
from .endpoints import answer_endpoint, chat_endpoint
from .feedback import FeedbackStore
from .icons import icon
from .loading import Opening
from .plan import Planner, plan_form_html
from .scope_view import scope_html
from .source_view import source_html
from .welcome import THEMES, welcome_html

TITLE = "Ask the documents"
AT_ONCE = 10  # people who are answered side by side
MOST_WAITING = 200  # questions in the queue; further ones are told that it is busy
STORAGE = "document-assistant.conversation"
SYSTEM_FONTS = ["ui-sans-serif", "system-ui", "sans-serif"]
QUIET = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": AT_ONCE, "trigger_mode": "multiple"}  # of the page's own events

HEADER = f"""
<div class="bar">
  <p class="brand"><svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true"><rect x="3" y="2" width="18" height="20" rx="3" fill="var(--ink)"/>
  <rect x="6.5" y="10" width="11" height="4.5" rx="1" fill="var(--glow)"/><path d="M7 7h10M7 17.5h7" stroke="var(--paper)" stroke-width="1.6"/></svg>{TITLE}</p>
  <div class="tools">
    <button type="button" class="tool" data-tool="new" title="New conversation">{icon("new")}<span>New</span></button>
    <button type="button" class="tool" data-tool="download" title="Download the conversation as Markdown">{icon("download")}<span>Download</span></button>
    <button type="button" class="tool" data-tool="theme" title="Light or dark">{icon("theme")}<span class="sr-only">Light or dark</span></button>
  </div>
</div>"""
CHAT = f"""
<div class="chat">
  <div class="welcome"></div>
  <div class="turns" role="log" aria-label="Conversation" aria-live="off"></div>
  <p class="sr-only" role="status" aria-live="polite"></p>
  <form class="composer" aria-label="Ask">
    <p class="editing" hidden>Editing your last question. <button type="button" data-tool="cancel-edit">Cancel</button></p>
    <div class="box">
      <label class="sr-only" for="question">Your question</label>
      <textarea id="question" rows="1" maxlength="20000" placeholder="Ask a question" autocomplete="off"></textarea>
      <button type="submit" class="send" aria-label="Send">{icon("send")}</button>
      <button type="button" class="halt" aria-label="Stop" hidden>{icon("stop")}</button>
    </div>
    <p class="under"><button type="button" class="scope-button" data-tool="scope" aria-haspopup="dialog">{icon("documents")}<span></span></button>
    <span class="hint">Enter sends, Shift + Enter breaks the line</span></p>
  </form>
</div>"""
PLAN = """
<div class="plan">
  <div class="plan-head"></div>
  <p class="sr-only" role="status" aria-live="polite"></p>
  <div class="plan-result"></div>
</div>"""
PANE = f"""
<aside class="pane" id="source-pane" aria-labelledby="pane-title" tabindex="-1" hidden>
  <div class="pane-head"><h2 id="pane-title">Source</h2><button type="button" class="close" aria-label="Close the source">{icon("close")}</button></div>
  <div class="pane-body" tabindex="0" role="region" aria-label="Text of the source"></div>
</aside>"""
SCOPE = f"""
<dialog class="scope" aria-labelledby="scope-title">
  <div class="pane-head"><h2 id="scope-title">Which documents may answer?</h2><button type="button" class="close" aria-label="Close">{icon("close")}</button></div>
  <input type="search" aria-label="Find a document" placeholder="Find a document">
  <div class="scope-list"></div>
  <p class="scope-foot"><span role="status"></span><button type="button" class="apply">Use these</button></p>
</dialog>"""


def build(opening: Opening, config: AssistantConfig) -> gr.Blocks:
    """The window over an assistant that may still be opening.

    Raises CorpusError where the documents cannot be read.
    """
    corpus = load_corpus(config.folder)
    documents = {document.doc_id: document for document in corpus.documents}
    catalog_ids = frozenset(f"catalog-{item.id}" for item in corpus.catalog.items) if corpus.catalog else frozenset()
    shipped = config.corpus_dir is None

    def welcome() -> str:
        """Opening questions: our own for the shipped documents; an owner's are known once they are open."""
        known = opening.examples()
        return welcome_html(len(documents), THEMES if shipped else {"You could ask": known} if known else {})

    chat = Chat(opening, FeedbackStore(config.index.state_dir), welcome)
    rows = catalog_rows(corpus)

    def passage(place: dict) -> dict[str, str]:
        """A document for the pane, with the characters start..end marked."""
        document = documents.get(str(place.get("document")))
        if document is None:
            return {"title": "Not found", "html": "<p>This document is no longer here.</p>"}
        return {"title": document.title, "html": source_html(document, int(place.get("start", 0)), int(place.get("end", 0)))}

    with gr.Blocks(title=TITLE, fill_width=True, analytics_enabled=False) as blocks:
        kept = gr.BrowserState(None, storage_key=STORAGE, secret=STORAGE)  # hides nothing: it is the visitor's own browser
        _part(HEADER, "header", None)
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("Ask", id="ask", elem_id="panel-ask"):
                first = {**view([]), "welcome": welcome()}
                conversation = _part(CHAT, "conversation", first)
            if rows:
                with gr.Tab("Catalog", id="catalog", elem_id="panel-catalog", render_children=True):
                    _part("<div></div>", "catalog", catalog_html(rows))
                with gr.Tab("Plan", id="plan", elem_id="panel-plan", render_children=True):
                    planner = _part(PLAN, "plan", {**view([]), "form": plan_form_html(rows)})
                    planner.plan(Planner(opening).plan, None, [planner], **QUIET)
        _part(SCOPE, "scope", scope_html(documents.values(), catalog_ids))
        _part(PANE, "pane", None, server_functions=[passage])
        shown = [conversation, kept]
        asking = conversation.ask(chat.ask, [kept], shown, **QUIET)
        conversation.stop(chat.restore, [kept], shown, cancels=[asking], **QUIET)
        conversation.rate(chat.rate, [kept], shown, **QUIET)
        conversation.clear(chat.clear, None, shown, **QUIET)
        blocks.load(chat.restore, [kept], shown, **QUIET)
        _endpoints(opening)
    blocks.queue(max_size=MOST_WAITING, default_concurrency_limit=AT_ONCE)
    return blocks


def _part(shell: str, name: str, value: object, **options: object) -> gr.HTML:
    """A part of the page: its fixed shell, and the script of window.js that fills and listens to it."""
    events = "'ask' 'stop' 'rate' 'clear' 'plan'"
    script = f"window.documentAssistant.{name}(element, trigger, props, server, watch); // sends {events}"
    return gr.HTML(value, html_template=shell, js_on_load=script, apply_default_css=False, elem_id=f"part-{name}", padding=False, **options)


def _endpoints(opening: Opening) -> None:
    gr.api(answer_endpoint(opening), api_name="answer", concurrency_limit=AT_ONCE)
    message = gr.Textbox(visible=False, label="message")
    reply = gr.Textbox(visible=False, label="reply")
    history = gr.State([])
    message.submit(chat_endpoint(opening), [message, history], [reply, history], api_name="chat", concurrency_limit=AT_ONCE)
