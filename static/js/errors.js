// The error summary takes the focus; its links put the cursor into the field.
const summary = document.querySelector("[data-error-summary]");
summary?.focus();
// A page answered to a sent form lies in the history as that sending: "back" would show the browser's own page
// about sending again. Where the form posts to its own address, the entry becomes an ordinary visit.
const faulty = summary && (summary.closest("form") || document.querySelector("main form[method=post]"));
if (faulty && !faulty.hasAttribute("action")) history.replaceState(null, "", location.href);
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.closest(".field") || field).scrollIntoView({ block: "start" });
  field.focus({ preventScroll: true });
});
