// Changes are sent one request after the other, each with the versions it was made from.

export class Saver {
  constructor(board, teller, desk) {
    this.board = board;
    this.teller = teller;
    this.desk = desk; // is told what was made, refused, or heard of others
    this.queue = [];
    this.sending = null;
    this.cursor = Number(board.root.dataset.cursor);
    this.recall();
    this.token = board.root.querySelector(":scope > [name=csrfmiddlewaretoken]")?.value;
  }

  // What undoing needs to know of earlier steps.
  get memory() {
    return { ours: [...this.ours], ids: [...this.ids] };
  }

  recall({ ours = [], ids = [] } = {}) {
    this.ours = new Map(ours); // id → its version after our latest write to it
    this.ids = new Map(ids); // key, or former id, of an addition → its id
  }

  get isBusy() {
    return this.sending !== null || this.queue.length > 0;
  }

  add(entry) {
    const last = this.queue.at(-1);
    if (entry.merge && last?.merge === entry.merge && concerned(last) === concerned(entry)) {
      last.changes = entry.changes; // nobody has seen the step between
      return last;
    }
    this.queue.push(entry);
    this.next();
    return entry;
  }

  async next() {
    if (this.sending || !this.queue.length) return;
    const entry = this.queue.shift();
    this.sending = entry;
    this.teller.show(this.teller.words_of("saving"));
    const answer = await this.send(entry);
    this.sending = null;
    if (!answer.ok) {
      const lost = [entry, ...this.queue];
      this.queue = [];
      this.desk.refused(lost, answer.sentence);
      this.take(answer.body);
      this.teller.show("");
      return;
    }
    for (const [id, version] of Object.entries(answer.body.versions)) {
      this.ours.set(Number(id), version);
      const session = this.board.sessions.get(Number(id));
      if (session) session.version = version;
    }
    for (const [key, id] of Object.entries(answer.body.made)) this.rename(key, id);
    this.take(answer.body);
    if (!this.isBusy) this.teller.show(this.teller.words_of("saved"));
    this.desk.made(entry, answer.body);
    this.next();
  }

  // An addition that is done again gets another id; later steps know it by the one before.
  rename(key, id) {
    const before = this.ids.get(key);
    if (before) {
      for (const [name, known] of this.ids) if (known === before) this.ids.set(name, id);
      this.ids.set(before, id);
    }
    this.ids.set(key, id);
  }

  async send(entry) {
    const changes = entry.changes.map((change) => this.readable(change, entry.isRepeat));
    let response;
    try {
      response = await fetch(this.board.root.dataset.arrangement, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
        body: JSON.stringify({ changes, since: this.cursor }),
        redirect: "manual",
      });
    } catch {
      return { ok: false, sentence: this.teller.words_of("offline") };
    }
    const isOurs = response.headers.get("Content-Type")?.startsWith("application/json");
    const body = isOurs ? await response.json() : undefined;
    if (response.ok && body) return { ok: true, body };
    return { ok: false, body, sentence: body?.sentence ?? this.reason(response) };
  }

  reason(response) {
    if (response.status === 429) return this.teller.words_of("too_fast");
    const isOut = response.type === "opaqueredirect" || [403, 404].includes(response.status);
    return this.teller.words_of(isOut ? "signed_out" : "failed");
  }

  // Undoing sends the version of our own write, so that nobody else's later one is undone with it.
  readable(change, isRepeat) {
    const { version: seen, ...rest } = change;
    if ("key" in change) return rest;
    const id = this.ids.get(change.id) ?? change.id;
    const current = this.board.sessions.get(id)?.version;
    const version = (isRepeat ? this.ours.get(id) : seen) ?? current ?? 0;
    return { ...rest, id, version };
  }

  // What the server has drawn is shown once nothing of ours is on its way any more.
  take(update) {
    if (!update?.cursor || this.isBusy || this.desk.isHeld) return false;
    const [opens, closes] = update.frame ?? [this.board.opens, this.board.closes];
    if (opens !== this.board.opens || closes !== this.board.closes) {
      location.reload();
      return false;
    }
    this.cursor = update.cursor;
    this.board.apply(update);
    if (update.edits?.length) this.desk.heard(update.edits);
    return true;
  }
}

const concerned = (entry) => entry.changes.map(({ id }) => id).join();
