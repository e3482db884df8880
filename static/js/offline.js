// The service worker: only where pages are safe from eavesdroppers, and only when the page is at rest.
if ("serviceWorker" in navigator && isSecureContext && document.querySelector('link[rel="manifest"]')) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
}
