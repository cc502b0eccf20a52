// The bar at the top: new conversation, download, light or dark; and changing tabs.
window.documentAssistant ??= {};

window.documentAssistant.header = (element) => {
  const app = window.documentAssistant;
  const setTheme = (theme) => document.body.classList.toggle("dark", theme === "dark");
  const kept = localStorage.getItem("document-assistant.theme");
  if (kept) setTheme(kept);

  const download = () => {
    const text = app.markdown();
    if (!text) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`# Conversation\n\n${text}\n`], { type: "text/markdown" }));
    link.download = "conversation.md";
    link.click();
    URL.revokeObjectURL(link.href);
  };

  element.addEventListener("click", (event) => {
    switch (event.target.closest("button")?.dataset.tool) {
      case "new": return app.clear();
      case "download": return download();
      case "theme": {
        const theme = document.body.classList.contains("dark") ? "light" : "dark";
        localStorage.setItem("document-assistant.theme", theme);
        return setTheme(theme);
      }
    }
  });

  app.showTab = (name) => {
    const tab = [...document.querySelectorAll("#tabs [role=tab]")].find((one) => one.textContent.trim() === name);
    if (tab && tab.getAttribute("aria-selected") !== "true") tab.click();
  };
};
