// /antrean/suara/: which voice this machine has, and how it sounds.

const { call, chime, unlock, voice } = await import(document.body.dataset.voice);
const box = document.querySelector("[data-found]");
const tell = () => {
  const found = voice();
  box.textContent = found ? `${box.dataset.has} ${found.name}` : box.dataset.none;
};
tell();
globalThis.speechSynthesis?.addEventListener?.("voiceschanged", tell);
for (const button of document.querySelectorAll("[data-try]")) {
  button.addEventListener("click", async () => {
    await unlock();
    if (button.dataset.try === "chime") chime();
    else call(button.dataset.say, "A012", 3);
  });
}
