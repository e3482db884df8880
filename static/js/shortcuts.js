// [data-shortcuts]: 1/2/3 choose a verdict, C the note, Ctrl+Enter sends, and any [data-key] its own
// letter (J/K next and previous). Off while typing; off for good with [data-shortcuts-switch] (WCAG 2.1.4).
const STORE = "pintasan";
const isOff = () => localStorage.getItem(STORE) === "mati";
const typing = (element) => element.matches("textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox]):not([type=button])");

function label() {
  for (const button of document.querySelectorAll("[data-shortcuts-switch]")) {
    button.setAttribute("aria-pressed", String(!isOff()));
    button.textContent = isOff() ? button.dataset.off : button.dataset.on;
  }
}

function act(room, key) {
  const verdict = room.querySelector(`[data-verdict="${CSS.escape(key)}"]`);
  if (verdict) { verdict.checked = true; verdict.focus(); verdict.dispatchEvent(new Event("input", { bubbles: true })); return true; }
  const target = room.querySelector(`[data-key="${CSS.escape(key)}"]:not([disabled])`);
  if (target) { target.click(); return true; }
  const note = key === "c" && room.querySelector("[data-note]");
  if (note) { note.focus(); return true; }
  const help = key === "?" && room.querySelector("details[data-shortcut-help]");
  if (help) { help.open = !help.open; if (help.open) help.scrollIntoView({ block: "nearest" }); return true; }
  return false;
}

document.addEventListener("keydown", (event) => {
  const room = document.querySelector("[data-shortcuts]");
  if (!room || isOff()) return;
  if (event.key === "Enter" && event.ctrlKey) {
    const form = event.target.closest?.("form") || room.querySelector("form[data-main]");
    if (form) { event.preventDefault(); form.requestSubmit(); }
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || typing(event.target)) return;
  if (act(room, event.key.toLowerCase())) event.preventDefault();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-shortcuts-switch]")) return;
  if (isOff()) localStorage.removeItem(STORE); else localStorage.setItem(STORE, "mati");
  label();
});
label();
