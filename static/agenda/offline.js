// After the first visit the public agenda opens without a network, too: see agenda/worker.js.
const script = document.getElementById("agenda-offline");
const notice = document.querySelector(".agenda-offline");

const tell = () => {
  notice.hidden = navigator.onLine;
};
window.addEventListener("online", tell);
window.addEventListener("offline", tell);
tell();

if ("serviceWorker" in navigator) {
  const worker = script.dataset.worker;
  const scope = worker.slice(0, worker.lastIndexOf("/") + 1);
  await navigator.serviceWorker.register(worker, { scope });
  const { active } = await navigator.serviceWorker.ready;
  const assets = performance
    .getEntriesByType("resource")
    .map((entry) => entry.name)
    .filter((name) => new URL(name).origin === location.origin && /\.(css|js|svg)$/.test(new URL(name).pathname));
  if (navigator.onLine) active.postMessage({ page: location.pathname, assets: [...new Set(assets)] });
}
