/* Send a form with the button that was pressed, now that what it waited for is done. The button may have been drawn anew
   meanwhile, with its photo. */
export function goOn(form, button) {
  const same = (one) => one.type === "submit" && one.name === button.name && one.value === button.value;
  form.requestSubmit((button && [...form.elements].find(same)) || null);
}
