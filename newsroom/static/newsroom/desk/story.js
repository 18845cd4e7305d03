// The story's form: brings its parts to life.
import * as choosing from "newsroom/choosing";
import { form } from "newsroom/page";
import * as rows from "newsroom/rows";
import * as selecting from "newsroom/selecting";
import * as shortcuts from "newsroom/shortcuts";
import * as suggesting from "newsroom/suggesting";
import * as text from "newsroom/text";

// What stands open on a wide screen; on a narrow one each part is opened when it is wanted.
const OPEN = ["mentions-group", "coverages-group", "statements-group"];

function openParts() {
  const wide = window.matchMedia("(min-width: 1000px)").matches;
  for (const id of OPEN) {
    const part = document.getElementById(id);
    if (part && wide) part.open = true;
  }
  const proposals = document.getElementById("proposals");
  if (proposals && !wide) proposals.open = false;
}

// A part that is closed opens to show what was refused in it.
function openErrors() {
  for (const list of document.querySelectorAll(".story-links .errorlist")) {
    for (let part = list.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  }
}

if (form) {
  text.begin(document.querySelector(".story").dataset.language || "fr");
  openParts();
  openErrors();
  choosing.begin();
  rows.begin();
  suggesting.begin();
  selecting.begin();
  shortcuts.begin();
}
