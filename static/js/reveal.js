// "Lihat": a password can be read before it is sent; it is hidden again when the form goes.
const turn = (button, shown) => {
  const field = document.getElementById(button.dataset.reveal);
  button.dataset.show ||= button.firstChild.data;
  field.type = shown ? "text" : "password";
  button.firstChild.data = shown ? button.dataset.hide : button.dataset.show;
  button.setAttribute("aria-pressed", String(shown));
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reveal]");
  if (button) turn(button, button.getAttribute("aria-pressed") !== "true");
});
document.addEventListener("submit", (event) => {
  for (const button of event.target.querySelectorAll('[data-reveal][aria-pressed="true"]')) turn(button, false);
});
