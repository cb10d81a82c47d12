/* The bag editor, made quicker: photos go up one by one while she types, and text is kept on the phone and on the server.
   Without this script the same form works in one post. Words come from the form's data- attributes. */
import { arrangePhotos } from "./arrange.js";
import { keepDraft } from "./draft.js";
import { pickPoints } from "./focal.js";
import { sendPhotos } from "./upload.js";

for (const form of document.querySelectorAll("form[data-editor]")) {
  if (form.dataset.draftKey) keepDraft(form);
  if (form.dataset.uploadUrl) sendPhotos(form);
  arrangePhotos(form);
  pickPoints(form);
}
