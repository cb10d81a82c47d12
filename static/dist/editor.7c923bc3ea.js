/* The bag editor, made quicker: photos go up one by one while she types, and text is kept on the phone and on the server.
   Without this script the same form works in one post. Words come from the form's data- attributes. */
import { arrangePhotos } from "./arrange.039e535c8e.js";
import { keepDraft } from "./draft.3f377018a1.js";
import { pickPoints } from "./focal.e1b7532d94.js";
import { sendPhotos } from "./upload.723f9b5336.js";

for (const form of document.querySelectorAll("form[data-editor]")) {
  if (form.dataset.draftKey) keepDraft(form);
  if (form.dataset.uploadUrl) sendPhotos(form);
  arrangePhotos(form);
  pickPoints(form);
}
