// The registration form: saved as one goes, questions that depend on others, the name as printed.
// Without this file the buttons save, and a question says in words when it applies.
import { watchCrops } from "./crop.js";

const PAUSE = 800; // ms after the last key

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const state = form.querySelector("[data-autosave-state]");
  const seen = form.elements.seen;
  const waiting = new Set();
  let timer = 0;
  let saving = null;

  const controlsOf = (name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const nameOf = (target) => target.closest("[data-question]")?.dataset.question;

  // ---- What was answered so far ---------------------------------------------------------------
  const answersTo = (name) =>
    controlsOf(name).flatMap((control) => {
      if (control.type === "checkbox") {
        if (!control.checked) return [];
        return [control.value];
      }
      if (control.type === "file") return control.files.length ? ["file"] : [];
      return control.value.trim() ? [control.value] : [];
    });

  const conditions = [...form.querySelectorAll("[data-shown-if]")];
  const blockOf = (name) => form.querySelector(`[data-question="${CSS.escape(name)}"]`);

  const applies = (block) => {
    const parent = blockOf(block.dataset.shownIf);
    if (!parent) return true; // not on this page: the server has decided
    if (parent.dataset.shownIf && !applies(parent)) return false;
    const answers = answersTo(block.dataset.shownIf);
    if (parent.querySelector(".asked-file")) answers.push("file");
    const values = JSON.parse(block.dataset.shownValues);
    return values.length ? answers.some((answer) => values.includes(answer)) : answers.length > 0;
  };

  const showWhatApplies = () => {
    for (const block of conditions) {
      block.hidden = !applies(block);
      const words = block.querySelector(".asked-condition");
      if (words) words.hidden = true;
    }
  };

  // ---- Sentences beside the fields ------------------------------------------------------------
  const markField = (name, sentence) => {
    const block = blockOf(name);
    if (!block) return;
    const field = block.querySelector(".field");
    field.querySelector(".field-errors")?.remove();
    field.classList.toggle("has-errors", Boolean(sentence));
    const controls = [...field.querySelectorAll("input, select, textarea")];
    for (const control of controls) {
      const ids = (control.getAttribute("aria-describedby") ?? "").split(" ");
      const kept = ids.filter((id) => id && !id.endsWith("_error"));
      if (sentence) kept.push(`id_${name}_error`);
      if (kept.length) control.setAttribute("aria-describedby", kept.join(" "));
      else control.removeAttribute("aria-describedby");
      control.classList.toggle("is-invalid", Boolean(sentence));
      if (sentence) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
    if (!sentence) return;
    const said = document.createElement("div");
    said.className = "field-errors";
    said.id = `id_${name}_error`;
    said.textContent = sentence;
    (controls[0].closest(".choices, .form-check") ?? controls[0]).before(said);
  };

  // A file that has arrived need not be sent again.
  const markStored = (name) => {
    const block = blockOf(name);
    for (const control of controlsOf(name)) {
      if (control.type !== "file" || !control.files.length) continue;
      if ("crop" in control.dataset) {
        control.value = "";
        continue; // the picture itself stays in sight
      }
      const held = block.querySelector(".asked-file") ?? document.createElement("p");
      held.className = "asked-file";
      held.textContent = control.files[0].name;
      block.prepend(held);
      control.value = "";
    }
    form
      .querySelector(`[data-crop-for="${CSS.escape(name)}"]`)
      ?.dispatchEvent(new CustomEvent("crop:stored"));
  };

  // ---- Saving ---------------------------------------------------------------------------------
  const time = () =>
    new Intl.DateTimeFormat(document.documentElement.lang, {
      hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    }).format(Date.now());

  const payload = (names) => {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("seen", seen.value);
    const all = new FormData(form);
    for (const name of names) {
      data.append("names", name);
      for (const value of all.getAll(name)) data.append(name, value);
      const crop = all.get(`crop-${name}`);
      if (crop) data.set(`crop-${name}`, crop);
    }
    return data;
  };

  const save = async () => {
    if (saving || !waiting.size) return;
    const names = [...waiting];
    waiting.clear();
    state.textContent = form.dataset.saving;
    saving = fetch(form.dataset.autosave, { method: "POST", body: payload(names) });
    try {
      const response = await saving;
      const said = await response.json();
      if (said.closed) {
        state.textContent = said.closed;
        return;
      }
      if (!response.ok) throw new Error(String(response.status));
      seen.value = JSON.stringify({ ...JSON.parse(seen.value), ...said.seen });
      for (const name of names) markField(name, said.errors[name] ?? "");
      said.uploaded.forEach(markStored);
      const isWrong = Object.keys(said.errors).length > 0;
      state.textContent = isWrong ? form.dataset.check : `${form.dataset.saved} ${time()}`;
      if (!isWrong && !waiting.size) {
        form.dispatchEvent(new CustomEvent("guard:saved", { bubbles: true }));
      }
    } catch {
      for (const name of names) waiting.add(name);
      state.textContent = form.dataset.unsaved;
    } finally {
      saving = null;
      if (waiting.size && state.textContent !== form.dataset.unsaved) later();
    }
  };

  const later = (pause = PAUSE) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  const changed = (name, pause) => {
    if (!name) return;
    waiting.add(name);
    later(pause);
  };

  // ---- The name as it will be printed -----------------------------------------------------------
  const text = (name) => form.elements[name]?.value.trim() ?? "";
  const preview = form.querySelector("[data-name-preview]");
  const showName = () => {
    if (!preview || !form.elements.family_name) return;
    const name =
      text("name_on_certificate") || `${text("given_names")} ${text("family_name")}`.trim();
    for (const part of preview.querySelectorAll("[data-preview]")) {
      part.textContent = part.dataset.preview === "script" ? text("name_in_own_script") : name;
    }
  };

  form.addEventListener("input", (event) => {
    if (event.target.type === "file" || event.target.closest("[data-crop-for]")) return;
    showWhatApplies();
    showName();
    changed(nameOf(event.target));
  });
  form.addEventListener("change", (event) => {
    if (event.target.closest("[data-crop-for]")) return;
    if (event.target.type !== "file") later(0);
    else if (!("crop" in event.target.dataset) && event.target.files.length) {
      changed(nameOf(event.target), 0);
    }
    showWhatApplies();
  });
  form.addEventListener("crop:use", (event) => changed(event.target.dataset.cropFor, 0));
  window.addEventListener("online", () => later(0));
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    waiting.clear(); // the button sends it all
  });

  showWhatApplies();
  watchCrops(form);
}
