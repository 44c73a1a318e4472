// What is on now and next goes with the clock: on a page that stays open, and on the copy of it that
// is shown without a network. It follows sessions/reading.py, and reads the sessions out of the page.
const BEFOREHAND = 12 * 60 * 60 * 1000;
const EVERY = 20 * 1000;

const section = document.querySelector("[data-moment]");
const sessions = [...document.querySelectorAll(".agenda-entry")].map((entry) => ({
  entry,
  starts: Date.parse(entry.dataset.starts),
  ends: Date.parse(entry.dataset.ends),
}));
let shown;

const line = ({ entry }, withDay) => {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const title = entry.querySelector(".agenda-title");
  link.href = `#${entry.id}`;
  link.textContent = title.textContent;
  if (title.lang) link.lang = title.lang;
  const about = document.createElement("span");
  about.className = "muted";
  const day = withDay ? `${entry.closest(".agenda-day").querySelector("h2").textContent}, ` : "";
  const place = entry.dataset.place ? ` · ${entry.dataset.place}` : "";
  about.append(day, entry.querySelector(".agenda-time bdi").cloneNode(true), place);
  item.append(link, " ", about);
  return item;
};

const fill = (name, found) => {
  const part = section.querySelector(`[data-part=${name}]`);
  part.hidden = !found.length;
  part.querySelector("ul").replaceChildren(...found.map((one) => line(one, name === "next")));
};

function tell() {
  const now = Date.now();
  const isNear = now >= Math.min(...sessions.map((one) => one.starts)) - BEFOREHAND;
  const running = sessions.filter((one) => one.starts <= now && now < one.ends);
  const soon = Math.min(...sessions.map((one) => one.starts).filter((starts) => starts > now));
  const coming = isNear ? sessions.filter((one) => one.starts === soon) : [];
  const same = [...running, ...coming].map(({ entry }) => entry.id).join();
  if (same === shown) return; // a link that has the focus keeps it
  shown = same;
  fill("now", running);
  fill("next", coming);
  section.hidden = !same;
}

if (section) {
  tell();
  setInterval(tell, EVERY);
  document.addEventListener("visibilitychange", tell);
}
