// A grid of cells by keyboard: Enter goes on, arrows go up and down, the last cell makes a new row.
// What was copied from a spreadsheet fills cells to the right and rows below.
// Without this file Tab does the same, and "More rows" adds rows.
const NO = /^(|0|-|no|non|нет|false)$/i;

for (const form of document.querySelectorAll("form[data-grid]")) {
  const body = form.querySelector("tbody");
  const template = form.querySelector("template");
  const total = form.querySelector("[name$=TOTAL_FORMS]");
  const most = Number(form.querySelector("[name$=MAX_NUM_FORMS]").value);

  const cells = () => [...body.querySelectorAll("[data-cell]")];

  const addRow = () => {
    const index = Number(total.value);
    if (index >= most) return null;
    const row = template.content.querySelector("[data-row]").cloneNode(true);
    for (const part of row.querySelectorAll("*")) {
      for (const name of ["name", "id", "for", "aria-describedby"]) {
        const value = part.getAttribute(name);
        if (value) part.setAttribute(name, value.replace("__prefix__", String(index)));
      }
    }
    row.querySelector("[data-number]").textContent = String(body.rows.length + 1);
    body.append(row);
    total.value = String(index + 1);
    return row;
  };

  const next = (cell) => {
    const all = cells();
    const after = all[all.indexOf(cell) + 1];
    if (after) return after;
    return addRow()?.querySelector("[data-cell]") ?? form.querySelector("button[type=submit]");
  };

  const beside = (cell, step) => {
    const rows = [...body.rows];
    const row = rows[rows.indexOf(cell.closest("tr")) + step];
    return row?.querySelector(`[data-cell="${cell.dataset.cell}"]`);
  };

  const write = (cell, text) => {
    if (cell.type === "checkbox") cell.checked = !NO.test(text);
    else cell.value = text;
    cell.dispatchEvent(new Event("input", { bubbles: true }));
  };

  form.querySelector("[data-grid-paste]").hidden = false;
  body.addEventListener("paste", (event) => {
    const cell = event.target.closest("[data-cell]");
    const copied = event.clipboardData?.getData("text/plain").replace(/\r?\n$/, "") ?? "";
    if (!cell || !/[\t\n]/.test(copied)) return; // one cell: as any other field
    event.preventDefault();
    const lines = copied.split(/\r?\n/).map((line) => line.replace(/\t+$/, ""));
    const at = [...body.rows].indexOf(cell.closest("tr"));
    // All of it or nothing, so that nobody is left out unseen.
    const besides = [...cell.closest("tr").querySelectorAll("[data-cell]")];
    const width = besides.length - besides.indexOf(cell);
    const fits =
      at + lines.length <= body.rows.length + most - Number(total.value) &&
      lines.every((line) => line.split("\t").length <= width);
    form.querySelector("[data-grid-full]").hidden = fits;
    if (!fits) return;
    lines.forEach((line, down) => {
      const row = body.rows[at + down] ?? addRow();
      const across = [...row.querySelectorAll("[data-cell]")];
      const first = across.findIndex((one) => one.dataset.cell === cell.dataset.cell);
      line.split("\t").forEach((text, right) => {
        if (across[first + right]) write(across[first + right], text.trim());
      });
    });
  });

  body.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (!cell || event.isComposing || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[type=submit]"));
      return;
    }
    let to = null;
    if (event.key === "Enter") to = next(cell);
    else if (event.key === "ArrowDown") to = beside(cell, 1);
    else if (event.key === "ArrowUp") to = beside(cell, -1);
    else return;
    event.preventDefault(); // Enter in a field would send the form half-filled
    to?.focus();
    to?.select?.();
  });
}
