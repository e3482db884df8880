// [data-here="id of latitude, id of longitude"]: a button that fills both from the phone. Shown only where that can
// work; whatever goes wrong changes no field and is said in a sentence.
const WAIT = { enableHighAccuracy: true, timeout: 20000, maximumAge: 0 };
const REFUSED = 1;

const fill = (id, degrees) => {
  const field = document.getElementById(id);
  field.value = degrees.toFixed(6).replace(".", ",");
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

function offer(box) {
  const word = box.querySelector("[role=status]");
  const [latitude, longitude] = box.dataset.here.split(" ");
  let asking = false;
  const say = (text) => { word.textContent = text; asking = text === box.dataset.asking; };
  box.querySelector("button").addEventListener("click", () => {
    if (asking) return;
    say(box.dataset.asking);
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      fill(latitude, coords.latitude);
      fill(longitude, coords.longitude);
      say(box.dataset.found.replace("%s", Math.ceil(coords.accuracy).toLocaleString("id")));
    }, ({ code }) => say(code === REFUSED ? box.dataset.refused : box.dataset.lost), WAIT);
  });
  box.hidden = false;
}

if (isSecureContext && navigator.geolocation) document.querySelectorAll("[data-here]").forEach(offer);
