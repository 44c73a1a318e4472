// Which part of a photograph is printed: by pointer, touch and keyboard. The picture itself is sent
// as it is; the server cuts it by three numbers. Without this file it takes the middle.
const STEP = 0.02; // of the picture's width, for an arrow key
const ZOOM = 10; // per cent, for plus and minus

export function watchCrops(form) {
  for (const part of form.querySelectorAll("[data-crop-for]")) {
    const input = form.querySelector(`input[type=file][name="${CSS.escape(part.dataset.cropFor)}"]`);
    if (input) watch(part, input);
  }
}

function watch(part, input) {
  const canvas = part.querySelector("canvas");
  const size = part.querySelector("input[type=range]");
  const box = part.querySelector("input[type=hidden]");
  const paint = canvas.getContext("2d");
  const tools = part.querySelectorAll(".crop-help, .crop-tools");
  let picture = null;
  // The middle of what is kept, as shares of the picture.
  let middle = { x: 0.5, y: 0.5 };

  // How many pixels of the picture are kept: the largest portrait that fits, divided by the size.
  const kept = () => {
    const shape = canvas.height / canvas.width;
    const width = Math.min(picture.width, picture.height / shape) / (Number(size.value) / 100);
    return { width, height: width * shape };
  };

  const within = (value, half) => Math.min(Math.max(value, half), 1 - half);

  const draw = () => {
    const { width, height } = kept();
    middle = {
      x: within(middle.x, width / picture.width / 2),
      y: within(middle.y, height / picture.height / 2),
    };
    const left = middle.x * picture.width - width / 2;
    const top = middle.y * picture.height - height / 2;
    paint.clearRect(0, 0, canvas.width, canvas.height);
    paint.drawImage(picture, left, top, width, height, 0, 0, canvas.width, canvas.height);
    const share = (number, whole) => Math.max(0, number / whole).toFixed(5);
    box.value = [
      share(left, picture.width), share(top, picture.height), share(width, picture.width),
    ].join(" ");
  };

  const move = (x, y) => {
    middle = { x: middle.x + x, y: middle.y + y };
    draw();
  };

  const resize = (by) => {
    size.value = String(Number(size.value) + by);
    draw();
  };

  input.addEventListener("change", async () => {
    picture = null;
    part.hidden = true;
    box.value = "";
    if (!input.files.length) return;
    try {
      picture = await createImageBitmap(input.files[0]); // upright, as the server turns it
    } catch {
      return; // no picture: the server says so beside the field
    }
    size.value = "100";
    middle = { x: 0.5, y: 0.5 };
    part.hidden = false;
    for (const tool of tools) tool.hidden = false;
    canvas.tabIndex = 0;
    draw();
    canvas.focus({ preventScroll: true });
    part.scrollIntoView({ block: "nearest" });
  });

  size.addEventListener("input", draw);

  part.querySelector("button").addEventListener("click", () => {
    part.dispatchEvent(new CustomEvent("crop:use", { bubbles: true }));
  });
  part.addEventListener("crop:stored", () => {
    picture = null; // what is seen is what was taken
    box.value = "";
    for (const tool of tools) tool.hidden = true;
    canvas.tabIndex = -1;
  });

  canvas.addEventListener("keydown", (event) => {
    if (!picture || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = {
      ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP],
    };
    if (moves[event.key]) move(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") resize(ZOOM);
    else if (event.key === "-") resize(-ZOOM);
    else return;
    event.preventDefault();
  });

  let from = null;
  canvas.addEventListener("pointerdown", (event) => {
    if (!picture) return;
    from = { x: event.clientX, y: event.clientY };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!from || !picture) return;
    const scale = kept().width / canvas.clientWidth;
    const by = { x: event.clientX - from.x, y: event.clientY - from.y };
    from = { x: event.clientX, y: event.clientY };
    move((-by.x * scale) / picture.width, (-by.y * scale) / picture.height);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => { from = null; });
  }
}
