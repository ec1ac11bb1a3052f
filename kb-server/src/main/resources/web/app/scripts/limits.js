import { enhance } from './swap.js';

// What is too long is said while it is written or pasted, and never cut.
const MOST_BYTES = 1_000_000;
const count = new Intl.NumberFormat('en');

/** The same of a text that counts in bytes: a pasted answer, whose route takes larger forms. */
function tooManyBytes(text, limit) {
  if (text.length * 3 <= limit) return '';
  const bytes = new TextEncoder().encode(text).length;
  if (bytes <= limit) return '';
  const kib = (size) => `${count.format(Math.ceil(size / 1024))} KiB`;
  return `${kib(bytes)}; at most ${kib(limit)} can be pasted. Let the query return fewer rows or columns.`;
}

/** What is wrong with the length of a field's text, if anything. */
function trouble(field) {
  if (field.dataset.limitBytes) return tooManyBytes(field.value, Number(field.dataset.limitBytes));
  const length = field.value.length;
  const limit = Number(field.dataset.limit);
  if (length > limit) {
    return `${count.format(length)} characters; at most ${count.format(limit)} can be sent. Shorten it by ${count.format(length - limit)}.`;
  }
  // Signs beyond the plain ones take up to nine bytes on their way.
  if (length * 9 > MOST_BYTES && new URLSearchParams([['', field.value]]).toString().length > MOST_BYTES) {
    return `Too large: at most 1 MB can be sent, and signs other than letters and digits count several times. Send a part of it.`;
  }
  return '';
}

function check(field) {
  const message = trouble(field);
  field.setCustomValidity(message);
  let note = field.nextElementSibling?.matches('.limit') ? field.nextElementSibling : null;
  if (!note) {
    if (!message) return;
    note = document.createElement('p');
    note.className = 'limit';
    note.setAttribute('role', 'status');
    field.after(note);
  }
  note.textContent = message;
  note.hidden = !message;
}

const LIMITED = '[data-limit], [data-limit-bytes]';

enhance((root) => root.querySelectorAll(LIMITED).forEach(check));
document.addEventListener('input', (event) => {
  if (event.target.matches(LIMITED)) check(event.target);
});
