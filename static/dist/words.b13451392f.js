/* Sentences rendered by the server with {places} in them. */
export function words(sentence, places = {}) {
  return (sentence || "").replace(/\{(\w+)\}/g, (whole, name) => (name in places ? places[name] : whole));
}

/* A live line read out by screen readers; `where` may be null. */
export function tell(where, sentence) {
  if (where) where.textContent = sentence;
}
