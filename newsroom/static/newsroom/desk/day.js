// The day that a form is about, as it is written there: people are told apart by the office of that
// day, and what had ended by then is not offered.
const FIELDS = ["id_new-when", "id_event_date", "id_when"];

export function day() {
  const written = FIELDS.map((id) => document.getElementById(id)?.value.trim());
  return written.find(Boolean) || "";
}
