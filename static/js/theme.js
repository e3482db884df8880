// Dark or light, remembered in a cookie so that the server writes it before the first paint.
const root = document.documentElement;
const machine = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.tema ? root.dataset.tema === "gelap" : machine.matches);
const label = () => {
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.textContent = isDark() ? button.dataset.light : button.dataset.dark;
  }
};
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-switch]")) return;
  root.dataset.tema = isDark() ? "terang" : "gelap";
  document.cookie = `tema=${root.dataset.tema};path=/;max-age=31536000;samesite=lax`;
  label();
});
machine.addEventListener("change", label);
label();
