// The chooser of documents that may answer.
window.documentAssistant ??= {};

window.documentAssistant.scope = (element, trigger, props, server, watch) => {
  const app = window.documentAssistant;
  const dialog = element.querySelector("dialog"), list = element.querySelector(".scope-list"), search = element.querySelector("input[type=search]");
  list.innerHTML = props.value ?? "";
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  let used = null;

  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const label = () => (used === null ? `All ${boxes.length} documents` : `${used.length} of ${boxes.length} documents`);
  const count = () => {
    const number = chosen().length;
    dialog.querySelector("[role=status]").textContent = number ? `${number} of ${boxes.length} chosen` : "Choose at least one";
    dialog.querySelector(".apply").disabled = !number;
  };
  const tick = (documents) => { for (const box of boxes) box.checked = documents === null || documents.includes(box.value); count(); };

  app.scopeLabel = label;
  app.scopeUsed = () => used;
  app.useScope = (documents) => { used = documents; tick(used); app.showScope?.(label()); };
  app.openScope = () => { tick(used); search.value = ""; search.dispatchEvent(new Event("input")); dialog.showModal(); };

  dialog.addEventListener("change", count);
  dialog.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (event.target === dialog || button?.classList.contains("close")) return dialog.close();
    if (button?.dataset.tick) {
      for (const box of button.closest("fieldset").querySelectorAll("li:not([hidden]) input")) box.checked = button.dataset.tick === "all";
      return count();
    }
    if (button?.classList.contains("read")) { dialog.close(); return app.openSource(button); }
    if (button?.classList.contains("apply")) {
      const documents = chosen();
      app.useScope(documents.length === boxes.length ? null : documents);
      dialog.close();
    }
  });
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    for (const row of list.querySelectorAll("li")) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  });
  app.showScope?.(label());
};
