// <form data-upload>: an ordinary multipart form. With this module it checks the file first, makes
// photos smaller, shows how far the sending is, and tries again when the connection returns.
const SMALL = 700_000;
const EDGE = 2000;
const TYPES = { "application/pdf": [0x25, 0x50, 0x44, 0x46] };

const part = (form, name) => form.querySelector(`[data-${name}]`);
const suits = (file, accept) => !accept || accept.split(",").some((rule) => {
  const wanted = rule.trim().toLowerCase();
  if (wanted.startsWith(".")) return file.name.toLowerCase().endsWith(wanted);
  return wanted.endsWith("/*") ? file.type.startsWith(wanted.slice(0, -1)) : file.type === wanted;
});

function say(form, text, bad = false) {
  const status = part(form, "status");
  status.hidden = !text;
  status.textContent = text;
  status.classList.toggle("bad", bad);
}

function show(form, percent) {
  const bar = part(form, "progress");
  bar.hidden = percent === null;
  bar.value = percent ?? 0;
}

async function honest(file) {
  const wanted = TYPES[file.type];
  if (!wanted) return true;
  const head = new Uint8Array(await file.slice(0, 1024).arrayBuffer());
  return head.some((_, at) => wanted.every((byte, i) => head[at + i] === byte));
}

async function shrink(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size <= SMALL) return file;
  try {
    const photo = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, EDGE / Math.max(photo.width, photo.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(photo.width * scale);
    canvas.height = Math.round(photo.height * scale);
    const paper = canvas.getContext("2d");
    paper.fillStyle = "#fff";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(photo, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.[^.]+$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    return file;
  }
}

async function refusal(form, input) {
  const file = input.files[0];
  if (!file) return form.dataset.none;
  if (file.size === 0) return form.dataset.blank;
  if (!suits(file, input.accept) || !(await honest(file))) return form.dataset.wrong;
  if (file.size > Number(form.dataset.max) && !file.type.startsWith("image/")) return form.dataset.big;
  return "";
}

function settle(form, request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  const here = new URL(request.responseURL);
  const usable = main && (request.status < 400 || request.status === 422 || request.status === 409);
  if (!usable) {
    const why = page.querySelector("[data-sentence]")?.textContent.trim();
    return stop(form, request.status === 413 ? form.dataset.big : why || form.dataset.failed);
  }
  if (request.status < 400 && here.pathname !== location.pathname) return location.assign(here);
  document.title = page.title;
  document.querySelector("main").replaceWith(main);
  const card = form.closest("[id]") && document.getElementById(form.closest("[id]").id);
  const target = main.querySelector("[data-error-summary]") || card || main;
  target.tabIndex = -1;
  target.focus();
}

function stop(form, text) {
  form.dataset.busy = "";
  form.querySelector("[type=submit]").disabled = false;
  show(form, null);
  say(form, text, true);
}

function send(form, data) {
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.onprogress = (event) => {
    const percent = event.lengthComputable ? Math.floor((event.loaded / event.total) * 100) : 0;
    show(form, percent);
    say(form, form.dataset.sending.replace("%s", percent));
  };
  request.onload = () => settle(form, request);
  request.onerror = () => {
    stop(form, form.dataset.cut);
    addEventListener("online", () => form.isConnected && start(form), { once: true });
  };
  request.send(data);
}

async function start(form) {
  if (form.dataset.busy) return;
  const input = form.querySelector("input[type=file]");
  form.dataset.busy = "1";
  const why = await refusal(form, input);
  if (why) return stop(form, why);
  form.querySelector("[type=submit]").disabled = true;
  say(form, form.dataset.preparing);
  const file = await shrink(input.files[0]);
  if (file.size > Number(form.dataset.max)) return stop(form, form.dataset.big);
  const data = new FormData(form);
  data.set(input.name, file, file.name);
  send(form, data);
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-upload]");
  if (!form) return;
  event.preventDefault();
  start(form);
});
document.addEventListener("change", async (event) => {
  const form = event.target.matches("form[data-upload] input[type=file]") && event.target.form;
  if (form) say(form, await refusal(form, event.target), true);
});
