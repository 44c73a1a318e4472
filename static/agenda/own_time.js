// Beside each session's time at the workshop's place: the reader's own, where the two differ.
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
const language = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const weekday = new Intl.DateTimeFormat(language, { weekday: "short" });

// The wall clock at the place, read from the instant's own text: 2030-12-12T09:00:00+02:00.
const there = (text) => text.slice(11, 16);
const dayThere = (text) => Number(text.slice(8, 10));

let differs = false;
for (const place of document.querySelectorAll(".own-time")) {
  const { starts, ends } = place.closest("[data-starts]").dataset;
  const from = new Date(starts);
  if (clock.format(from) === there(starts)) continue;
  differs = true;
  const day = from.getDate() === dayThere(starts) ? "" : `${weekday.format(from)} `;
  const time = document.createElement("bdi");
  time.dir = "ltr";
  time.textContent = `${clock.format(from)}–${clock.format(new Date(ends))}`;
  place.append(day, time);
  place.hidden = false;
}

const sentence = document.querySelector(".own-zone");
if (differs && sentence) {
  sentence.textContent = sentence.dataset.words.replace("%s", own);
  sentence.hidden = false;
}
