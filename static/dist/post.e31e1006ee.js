/* One photo in one request. Resolves to {status, text}: status 0 is no answer at all, 401 somebody who is not signed in. */
const STALLED = 45_000;

export function post(form, job, progressed) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const data = new FormData();
    for (const hidden of form.querySelectorAll("input[type=hidden]")) data.append(hidden.name, hidden.value);
    data.append("after", job.after);
    if (job.tried) data.append("again", "1");
    data.append(form.dataset.uploadField, job.body, job.name);
    /* A line that is dead without saying so: nothing has moved for that long. */
    let stalled = setTimeout(() => request.abort(), STALLED);
    const moved = () => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), STALLED);
    };
    job.stop = () => request.abort();
    request.upload.addEventListener("progress", (event) => {
      moved();
      if (event.lengthComputable) progressed(event.loaded / event.total);
    });
    /* All of it has gone out: from here on the server may have it, whatever comes back. */
    request.upload.addEventListener("load", () => {
      moved();
      job.stop = () => {};
    });
    request.addEventListener("loadend", () => {
      clearTimeout(stalled);
      job.stop = () => {};
      resolve(answer(request, form.dataset.uploadUrl));
    });
    request.open("POST", form.dataset.uploadUrl);
    request.setRequestHeader("Accept", "text/html");
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.send(data);
  });
}

/* Take away what arrived although it had been cancelled. Without an answer it stands there after a reload, to be deleted. */
export async function takeBack(form, number) {
  const body = new FormData();
  body.append("csrf_token", form.querySelector("input[name=csrf_token]").value);
  try {
    await fetch(`${form.dataset.uploadUrl}/${number}/take-back`, { method: "POST", body, redirect: "error" });
  } catch {
    /* see above */
  }
}

function answer(request, asked) {
  const text = request.responseText || "";
  if (request.status < 200 || request.status > 299) return { status: request.status, text: sentence(text) };
  const elsewhere = new URL(request.responseURL).pathname !== new URL(asked, location.href).pathname;
  return elsewhere ? { status: 401, text: "" } : { status: request.status, text };
}

/* A refusal's plain sentence; a whole error page is not one. */
const sentence = (text) => (text.length < 300 && !text.includes("<") ? text : "");
