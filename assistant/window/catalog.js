// The catalog's table: sort by a column, filter by what is chosen above it.
window.documentAssistant ??= {};

window.documentAssistant.catalog = (element, trigger, props) => {
  const app = window.documentAssistant;
  element.innerHTML = props.value ?? "";
  const body = element.querySelector("tbody"), form = element.querySelector(".filters");
  if (!body) return;
  const rows = [...body.rows], found = element.querySelector(".found");
  const NUMBERS = ["length", "fee_usd"];
  const key = (row, name) => row.getAttribute(`data-${name.replace("_", "-")}`);

  const passes = (row, name, wanted) => {
    if (!wanted) return true;
    if (name === "text") return wanted.toLowerCase().split(/\s+/).every((word) => row.textContent.toLowerCase().includes(word));
    const value = key(row, name);
    return NUMBERS.includes(name) ? value !== "" && Number(value) <= Number(wanted) : value.split("|").includes(wanted);
  };
  const filter = () => {
    const chosen = [...new FormData(form)].map(([name, value]) => [name, value.trim()]);
    for (const row of rows) row.hidden = !chosen.every(([name, value]) => passes(row, name, value));
    const shown = rows.filter((row) => !row.hidden).length;
    found.textContent = shown === rows.length ? `${shown} programs and courses` : `${shown} of ${rows.length} programs and courses`;
  };
  const sort = (button) => {
    const head = button.closest("th"), name = button.dataset.sort, up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of element.querySelectorAll("th[aria-sort]")) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const compare = NUMBERS.includes(name) ? (a, b) => a - b : (a, b) => a.localeCompare(b);
    body.append(...[...rows].sort((one, other) => {
      const a = key(one, name), b = key(other, name);
      if (a === "" || b === "") return (a === "") - (b === ""); // what is not known comes last, either way
      return up ? compare(a, b) : compare(b, a);
    }));
  };

  element.addEventListener("input", filter);
  element.addEventListener("reset", () => setTimeout(filter));
  element.addEventListener("submit", (event) => event.preventDefault());
  element.addEventListener("click", (event) => {
    const target = event.target.closest("[data-sort], [data-ask], [data-document]");
    if (target?.dataset.sort) sort(target);
    else if (target?.dataset.ask) app.ask(target.dataset.ask);
    else if (target) app.openSource(target);
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches(".point")) app.openSource(event.target);
  });
  filter();
};
