// Letters left under a textarea. Too long a text is never cut: the counter says by how much.
const write = (counter) => {
  const area = document.getElementById(counter.dataset.counter);
  if (!area) return;
  const left = Number(counter.dataset.max) - area.value.length;
  counter.classList.toggle("over", left < 0);
  counter.textContent = (left < 0 ? counter.dataset.over : counter.dataset.left).replace("%s", Math.abs(left));
};
for (const counter of document.querySelectorAll("[data-counter]")) if (document.getElementById(counter.dataset.counter)?.value) write(counter);
document.addEventListener("input", (event) => {
  const counter = event.target.id && document.querySelector(`[data-counter="${CSS.escape(event.target.id)}"]`);
  if (counter) write(counter);
});
