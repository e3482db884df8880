// <form data-leave>: the browser asks before typed answers are lost.
let changed = false;
document.addEventListener("input", (event) => {
  if (event.target.closest("form[data-leave]")) changed = true;
});
document.addEventListener("submit", () => { changed = false; });
addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
