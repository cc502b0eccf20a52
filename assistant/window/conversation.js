// The conversation: asking, showing turns as they grow, and what can be done with each.
window.documentAssistant ??= {};

window.documentAssistant.conversation = (element, trigger, props, server, watch) => {
  const app = window.documentAssistant, UNANSWERED = "document-assistant.unanswered";
  const find = (selector) => element.querySelector(selector);
  const form = find(".composer"), box = find("textarea"), turns = find(".turns"), welcome = find(".welcome");
  let busy = false, replacing = null, asked = null;

  const show = () => {
    const value = props.value ?? {};
    if (value.welcome) welcome.innerHTML = value.welcome;
    if (value.scope) app.useScope?.(value.scope);
    const html = value.turns ?? [];
    const at = turns.children.length - 1, before = asked && turns.lastElementChild?.getBoundingClientRect().top;
    while (turns.children.length > html.length) turns.lastElementChild.remove();
    html.forEach((turn, at) => {
      const old = turns.children[at];
      if (old?.source === turn) return;
      const made = document.createElement("div");
      made.innerHTML = turn;
      const article = made.firstElementChild;
      article.source = turn;
      if (old) old.replaceWith(article); else turns.append(article);
    });
    welcome.hidden = html.length > 0;
    if (asked && turns.children[at]) scrollBy({ top: turns.children[at].getBoundingClientRect().top - before, behavior: "instant" }); // what grows or goes above does not move it
    find("[role=status]").textContent = value.say ?? "";
    setBusy(Boolean(value.busy));
  };

  const setBusy = (now) => {
    busy = now;
    find(".send").hidden = now;
    find(".halt").hidden = !now;
    if (!now) asked = null;
    app.watchServer?.(now);
  };

  const ask = (question, replace = null) => {
    question = question.trim();
    if (!question || busy) return;
    app.showTab?.("Ask");
    const at = replace ?? turns.children.length;
    asked = { question, replace };
    while (turns.children.length > at) turns.lastElementChild.remove();
    turns.append(pending(question, at));
    welcome.hidden = true;
    setBusy(true);
    stopEditing();
    toTop(turns.lastElementChild);
    trigger("ask", { question, replace, scope: app.scopeUsed?.() ?? null });
  };

  const pending = (question, at) => {
    const article = document.createElement("article");
    article.className = "turn waiting";
    article.dataset.turn = at;
    article.dataset.question = question;
    const title = document.createElement("h2");
    title.className = "question";
    title.textContent = question;
    const line = document.createElement("p");
    line.className = "waiting-line";
    line.innerHTML = '<span class="dots" aria-hidden="true"></span>Looking in the documents';
    article.append(title, line);
    return article;
  };

  const toTop = (article) => requestAnimationFrame(() => article.scrollIntoView({ block: "start", behavior: "instant" }));

  const fit = () => { box.style.height = "auto"; box.style.height = `${Math.min(box.scrollHeight, 180)}px`; };
  const put = (text) => { box.value = text; fit(); };
  const edit = (article) => {
    replacing = Number(article.dataset.turn);
    put(article.dataset.question);
    find(".editing").hidden = false;
    box.focus();
  };
  const stopEditing = () => { replacing = null; find(".editing").hidden = true; put(""); };

  const copy = async (button, text) => {
    try { await navigator.clipboard.writeText(text); } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    button.classList.add("done");
    find("[role=status]").textContent = "Copied.";
    setTimeout(() => button.classList.remove("done"), 1500);
  };

  const rate = (article, button) => {
    const value = button.getAttribute("aria-pressed") === "true" ? "" : button.dataset.action;
    trigger("rate", { turn: Number(article.dataset.turn), value, comment: "" });
  };

  element.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const article = button.closest("article");
    if (button.dataset.ask) return ask(button.dataset.ask);
    if (button.dataset.document !== undefined) return app.openSource(button);
    if (button.classList.contains("halt")) { trigger("stop", {}); return setBusy(false); }
    switch (button.dataset.action ?? button.dataset.tool) {
      case "copy": return copy(button, article.dataset.markdown);
      case "retry": return ask(article.dataset.question, Number(article.dataset.turn));
      case "edit": return edit(article);
      case "good": case "bad": return rate(article, button);
      case "cancel-edit": stopEditing(); return box.focus();
      case "scope": return app.openScope();
    }
  });
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    const comment = event.target.closest(".comment");
    if (comment) return trigger("rate", { turn: Number(comment.dataset.turn), value: comment.dataset.value, comment: comment.elements.comment.value });
    ask(box.value, replacing);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); form.requestSubmit(); }
    if (event.key === "Escape" && replacing !== null) stopEditing();
  });
  box.addEventListener("input", fit);

  app.ask = ask;
  app.copy = copy;
  app.clear = () => { trigger("clear", {}); app.useScope?.(null); box.focus(); };
  app.showScope = (text) => { find(".scope-button span").textContent = text; };
  app.markdown = () => [...turns.children].map((turn) => turn.dataset.markdown).filter(Boolean).join("\n\n");
  app.trouble = (line) => {
    if (!asked) return;
    sessionStorage.setItem(UNANSWERED, asked.question); // Gradio reloads the page once the server is back
    const article = turns.lastElementChild, { question } = asked;
    const at = Number(article.dataset.turn);
    const fresh = pending(question, at);
    fresh.className = "turn trouble";
    const retry = document.createElement("button");
    Object.assign(retry, { type: "button", className: "action", textContent: "Try again" });
    retry.dataset.action = "retry";
    fresh.querySelector(".waiting-line").className = "trouble-line";
    fresh.querySelector(".trouble-line").textContent = line;
    fresh.append(retry);
    article.replaceWith(fresh);
    find("[role=status]").textContent = line;
    setBusy(false);
  };

  let restored = false;
  watch("value", () => {
    if (restored) return show();
    restored = true;
    if (asked) return; // asked before the page was wired up whole: what comes next shows that turn
    show();
    const query = new URLSearchParams(location.search).get("q");
    if (query) { history.replaceState(null, "", location.pathname); ask(query); }
    else if (!box.value) put(sessionStorage.getItem(UNANSWERED) ?? ""); // never over what was typed meanwhile
    sessionStorage.removeItem(UNANSWERED);
  });
  show();
  app.showScope(app.scopeLabel?.() ?? "All documents");
  if (matchMedia("(pointer: fine)").matches) box.focus({ preventScroll: true });
};
