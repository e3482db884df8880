// A page that waits for work in the background comes again by itself, unless somebody is typing; its link does it too.
const waiting = document.querySelector("[data-reload-after]");
if (waiting) {
  setInterval(() => {
    if (!document.activeElement?.matches("input, select, textarea")) location.reload();
  }, Number(waiting.dataset.reloadAfter) * 1000);
}
