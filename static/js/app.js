// Comfort on every page. All of it works without: see the templates.
(() => {
  const words = document.body.dataset; // sentences come translated from the server, see base.html

  // ---- Messages -----------------------------------------------------------------------------
  const say = (text, kind = "error") => {
    const region = document.getElementById("messages");
    if (!region) return;
    const notice = document.createElement("div");
    notice.className = `notice notice-${kind}`;
    const body = document.createElement("div");
    body.textContent = text;
    notice.append(body);
    region.replaceChildren(notice);
    region.scrollIntoView({ block: "nearest" });
  };

  // By itself htmx shows nothing when the server fails or the network is gone.
  document.addEventListener("htmx:responseError", (event) => {
    const id = event.detail.xhr.getResponseHeader("X-Request-Id");
    say(id ? `${words.failed} (${words.reference} ${id})` : words.failed);
  });
  document.addEventListener("htmx:sendError", () => say(words.offline));
  document.addEventListener("htmx:timeout", () => say(words.offline));

  // A passkey that was cancelled, or that this device does not have.
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    say(words.passkey);
  });

  // ---- Ask before an action: <details data-confirm> becomes a dialog ----------------------------
  const ask = (details) => {
    const dialog = document.createElement("dialog");
    dialog.className = "ask";
    const form = details.querySelector("form").cloneNode(true);
    form.className = "";
    const sentence = form.querySelector("p");
    sentence.id = "ask-sentence";
    dialog.setAttribute("aria-labelledby", sentence.id);
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.className = "btn btn-secondary";
    cancel.textContent = words.cancel;
    cancel.addEventListener("click", () => dialog.close());
    form.querySelector(".toolbar").append(cancel);
    dialog.append(form);
    dialog.addEventListener("close", () => {
      dialog.remove();
      details.querySelector("summary").focus();
    });
    document.body.append(dialog);
    dialog.showModal();
    cancel.focus(); // Enter by habit must not delete anything
  };
  document.addEventListener("click", (event) => {
    const summary = event.target.closest("details[data-confirm] > summary");
    if (!summary) return;
    event.preventDefault();
    ask(summary.parentElement);
  });

  // ---- Menus close on Escape and on a click elsewhere ---------------------------------------------
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== except) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest("details.menu[open]");
    if (menu) menu.querySelector("summary").focus();
    closeMenus(null);
  });

  // ---- Nothing typed is lost: <form data-guard> ---------------------------------------------------
  const changed = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (form) changed.add(form);
  });
  document.addEventListener("guard:saved", (event) => changed.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });

  // ---- A form is sent once ------------------------------------------------------------------------
  const release = (form) => {
    delete form.dataset.busy;
    for (const button of document.querySelectorAll("[type=submit][aria-busy]")) {
      if (button.form === form) button.removeAttribute("aria-busy");
    }
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "dialog") return;
    if (form.dataset.busy) {
      event.preventDefault();
      return;
    }
    changed.delete(form);
    const answeredInPlace = form.matches("[hx-get],[hx-post],[hx-put],[hx-patch],[hx-delete],[data-download]");
    if (form.method !== "post" || form.target || answeredInPlace) return;
    form.dataset.busy = "1";
    const button = event.submitter || form.querySelector("[type=submit]");
    button?.setAttribute("aria-busy", "true");
    setTimeout(() => release(form), 8000); // the answer may be a file, or the way was cut off
  });
  // The back button may bring a page back as it was left.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-busy]")) release(form);
  });

  // ---- On a phone the present section of a workshop may be out of sight ---------------------------
  document
    .querySelector(".section-nav [aria-current], .tabs [aria-current]")
    ?.scrollIntoView({ block: "nearest", inline: "center" });
  // By itself the browser leaves an entry half out of sight that Tab has come to.
  document.addEventListener("focusin", (event) => {
    const entry = event.target.closest(".section-nav a, .tabs a");
    if (entry?.matches(":focus-visible")) entry.scrollIntoView({ block: "nearest", inline: "center" });
  });

  // ---- A table with a word too long for it breaks words; others keep theirs whole ------------------
  const roomIn = (box) => {
    const style = getComputedStyle(box);
    return box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  };
  const fitTables = () => {
    for (const table of document.querySelectorAll("main .table")) {
      table.classList.remove("table-tight");
      // What the table stands in may have grown with it; the page's frame has not.
      const room = Math.min(roomIn(table.parentElement), roomIn(table.closest(".wrap")));
      table.classList.toggle("table-tight", table.offsetWidth > room + 1);
    }
  };
  fitTables();
  window.addEventListener("resize", fitTables);
  document.addEventListener("htmx:afterSettle", fitTables);

  // ---- A form that came back with errors: begin there ---------------------------------------------
  document.querySelector(".form-problems")?.focus();

  // ---- Copy a link: <button type=button data-copy="…"> ----------------------------------------------
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    say(words.copied, "success");
  });

  // ---- Tick all of a table: <input type=checkbox data-tick-all="name"> ------------------------------
  document.addEventListener("change", (event) => {
    const name = event.target.dataset?.tickAll;
    if (!name) return;
    const scope = event.target.closest("form, table") || document;
    for (const box of scope.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`)) {
      box.checked = event.target.checked;
    }
  });
})();
