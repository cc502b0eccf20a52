// The source pane, and the quote shown at a marker.
window.documentAssistant ??= {};

window.documentAssistant.pane = (element, trigger, props, server) => {
  const app = window.documentAssistant;
  const pane = element.querySelector(".pane"), body = element.querySelector(".pane-body"), title = element.querySelector("#pane-title");
  let opener = null;

  app.openSource = async (button) => {
    opener = button;
    for (const current of document.querySelectorAll("[aria-current=true].marker, [aria-current=true].source")) current.removeAttribute("aria-current");
    button.setAttribute("aria-current", "true");
    const { document: id, start, end } = button.dataset;
    pane.hidden = false;
    document.body.classList.add("reading");
    hideQuote();
    try {
      const found = await server.passage({ document: id, start: Number(start), end: Number(end) });
      title.textContent = found.title;
      body.innerHTML = found.html;
    } catch {
      title.textContent = "Source";
      body.innerHTML = "<p>The source cannot be shown just now. Close it and try again.</p>";
    }
    const mark = body.querySelector("mark");
    body.scrollTop = 0;
    if (mark) body.scrollTop = mark.getBoundingClientRect().top - body.getBoundingClientRect().top - body.clientHeight / 3;
    pane.focus({ preventScroll: true });
  };

  app.closeSource = () => {
    if (pane.hidden) return;
    pane.hidden = true;
    document.body.classList.remove("reading");
    opener?.removeAttribute("aria-current");
    if (opener?.isConnected) opener.focus({ preventScroll: true });
  };

  element.querySelector(".close").addEventListener("click", app.closeSource);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    if (!hideQuote()) app.closeSource();
  });

  const quote = document.createElement("div");
  quote.className = "quote-tip";
  quote.id = "quote-tip";
  quote.role = "tooltip";
  quote.hidden = true;
  document.body.append(quote);

  const showQuote = (marker) => {
    const row = marker.closest("article")?.querySelector(`.sources li[data-number="${marker.dataset.number}"]`);
    if (!row) return;
    quote.replaceChildren(row.querySelector("blockquote").cloneNode(true));
    const where = document.createElement("p");
    where.textContent = row.querySelector(".title").textContent;
    quote.append(where);
    quote.hidden = false;
    marker.setAttribute("aria-describedby", "quote-tip");
    const at = marker.getBoundingClientRect(), size = quote.getBoundingClientRect();
    quote.style.left = `${Math.max(8, Math.min(at.left - 24, innerWidth - size.width - 8))}px`;
    quote.style.top = `${at.top - size.height - 8 > 56 ? at.top - size.height - 8 : at.bottom + 8}px`;
  };
  const hideQuote = () => {
    const shown = !quote.hidden;
    quote.hidden = true;
    document.querySelector("[aria-describedby=quote-tip]")?.removeAttribute("aria-describedby");
    return shown;
  };
  for (const kind of ["mouseover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const marker = event.target.closest?.(".marker");
      if (!marker) hideQuote();
      else if (kind === "mouseover" || marker.matches(":focus-visible")) showQuote(marker);
    });
  }
  addEventListener("scroll", hideQuote, { passive: true, capture: true });
};
