/* What is typed into form[data-keep] stays on the phone until it has arrived; the page it led to forgets it there. */
import { forgetSentDrafts, keepDraft } from "./draft.3f377018a1.js";

const forms = document.querySelectorAll("form[data-keep]");
for (const form of forms) keepDraft(form);
if (!forms.length) forgetSentDrafts("");
