// What other organisers do shows within seconds; a page that nobody looks at asks nothing.

const SECONDS = 4;
const MOST_SECONDS = 60;

export function watch(board, desk) {
  let wait = SECONDS;
  let timer;

  const ask = async () => {
    const { saver } = desk;
    if (!desk.isHeld && !saver.isBusy) {
      try {
        const response = await fetch(`${board.root.dataset.changes}?since=${saver.cursor}`, { redirect: "manual" });
        if (!response.ok) throw new Error(response.status);
        const update = await response.json();
        // Meanwhile something may have been taken up or sent: then this answer is out of date.
        if (update.days && !desk.isHeld) saver.take(update);
        wait = SECONDS;
      } catch {
        wait = Math.min(wait * 2, MOST_SECONDS); // offline or signed out: the next save will say so
      }
    }
    plan();
  };

  const plan = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(ask, wait * 1000);
  };

  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (!document.hidden) ask();
  });
  plan();
}
