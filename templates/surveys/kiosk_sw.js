// Keeps the kiosk's page and what it is made of, so that it opens without a connection. Answers wait in IndexedDB.
const KEPT = [{% for address in kept %}"{{ address|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const PAGE = "{{ page|escapejs }}";
const NAME = `kios-survei:${KEPT.join()}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([...KEPT, PAGE])).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("kios-survei:") && name !== NAME);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.pathname === PAGE) {
    event.respondWith(fetch(request).then(async (answer) => {
      if (answer.ok && !answer.redirected) (await caches.open(NAME)).put(PAGE, answer.clone());
      return answer;
    }).catch(() => caches.match(PAGE)));
  } else if (KEPT.includes(url.pathname)) {
    event.respondWith(caches.match(request, { ignoreSearch: true }).then((found) => found || fetch(request)));
  }
});
