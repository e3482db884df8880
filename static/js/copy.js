// "Salin": the clipboard where there is one (https), else the text is selected for the person.
const select = (button) => {
  const text = button.parentElement.querySelector(".copy-text");
  if (text) getSelection().selectAllChildren(text);
};
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    select(button);
    return;
  }
  const before = [...button.childNodes];
  button.textContent = button.dataset.copied;
  const said = button.parentElement.querySelector("[data-said]");
  if (said) said.textContent = button.dataset.copied;
  setTimeout(() => { button.replaceChildren(...before); if (said) said.textContent = ""; }, 2500);
});
