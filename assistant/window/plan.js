// The plan builder: sends the form, shows the plan.
window.documentAssistant ??= {};

window.documentAssistant.plan = (element, trigger, props, server, watch) => {
  const app = window.documentAssistant;
  const result = element.querySelector(".plan-result"), said = element.querySelector("[role=status]");
  let sent = false;
  const show = () => {
    const value = props.value ?? {};
    if (value.form) element.querySelector(".plan-head").innerHTML = value.form;
    result.innerHTML = (value.turns ?? []).join("");
    said.textContent = value.say ?? "";
    if (sent && result.children.length) { sent = false; result.scrollIntoView({ block: "start", behavior: "instant" }); }
  };
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(event.target);
    sent = true;
    trigger("plan", { budget: data.get("budget"), done: data.get("done"), where: data.get("where"), interests: [...data.getAll("interest"), data.get("wish")] });
  });
  element.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.document !== undefined) return app.openSource(button);
    if (button?.dataset.action === "copy") return app.copy(button, button.closest("article").dataset.markdown);
    if (button?.dataset.ask) return app.ask(button.dataset.ask);
    if (button?.dataset.action === "discuss" || button?.dataset.action === "retry") return app.ask(button.closest("article").dataset.question);
  });
  watch("value", show);
  show();
};
