// What the editor says: to the eyes beside the tools, to the ears in a live region.

export class Teller {
  constructor(root) {
    this.words = JSON.parse(document.getElementById("editor-words").textContent);
    this.live = root.querySelector("[data-live]");
    this.notice = root.querySelector("[data-notice]");
    this.state = root.querySelector("[data-state]");
  }

  // The sentence of that name, with what stands in {braces} filled in.
  words_of(name, facts = {}) {
    return this.words[name].replace(/\{(\w+)\}/g, (whole, key) => facts[key] ?? whole);
  }

  say(sentence) {
    this.live.textContent = sentence;
  }

  show(sentence) {
    if (this.state) this.state.textContent = sentence;
  }

  // Something that must not be overlooked; it stays until the next one or a click.
  warn(sentence, kind = "warning") {
    const box = document.createElement("div");
    box.className = `notice notice-${kind}`;
    box.setAttribute("role", "alert");
    const body = document.createElement("div");
    body.textContent = sentence;
    box.append(body);
    this.notice.replaceChildren(box);
  }

  quiet() {
    this.notice.replaceChildren();
  }
}
