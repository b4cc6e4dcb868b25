// Run by the page of frames that run.sh makes, once every frame is loaded: says of each whether anything is cut off, sticks out
// or lies upon something else. The pages themselves have none of this.
function faults_in(frame) {
  const faults = [], view = frame.contentWindow, page = frame.contentDocument, root = page.documentElement;
  const shown = element => element.textContent.trim().slice(0, 40);
  page.querySelectorAll("details").forEach(one => { one.open = true; });
  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} wide`);
  for (const element of page.querySelectorAll("body *")) {
    const style = view.getComputedStyle(element);
    const hides = style.overflowX === "hidden" || style.overflowX === "clip" || style.textOverflow === "ellipsis";
    if (hides && style.position !== "absolute" && element.scrollWidth > element.clientWidth + 1)
      faults.push(`cut off: ${shown(element)}`);
  }
  for (const picture of page.querySelectorAll("svg")) {
    const edge = picture.getBoundingClientRect();
    const boxes = [...picture.querySelectorAll("text")].map(text => [shown(text), text.getBoundingClientRect()]);
    for (const [words, box] of boxes)
      if (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 2 || box.bottom > edge.bottom + 2)
        faults.push(`outside its picture: ${words}`);
    boxes.forEach(([words, a], i) => boxes.slice(i + 1).forEach(([others, b]) => {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 2 && high > 4) faults.push(`one upon the other: ${words} / ${others}`);
    }));
  }
  // Where there is no Chinese font every letter is the same empty box.
  const drawn = letter => {
    const canvas = page.createElement("canvas"), pen = canvas.getContext("2d");
    pen.font = `32px ${view.getComputedStyle(page.body).fontFamily}`;
    pen.fillText(letter, 4, 40);
    return canvas.toDataURL();
  };
  if (new Set(["校", "缀", "〇"].map(drawn)).size < 3) faults.push("there are no Chinese letters");
  return faults;
}

addEventListener("load", () => {
  for (const frame of document.querySelectorAll("iframe")) {
    found.textContent += `${frame.name} done\n`;
    for (const fault of faults_in(frame)) found.textContent += `${frame.name} ${fault}\n`;
  }
});
