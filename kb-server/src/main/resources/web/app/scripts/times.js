import { enhance } from './swap.js';

// The server renders UTC; this adds the reader's own time and keeps "3 min ago" true.
const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });

function spoken(seconds) {
  const size = Math.abs(seconds);
  if (size < 120) return `${Math.floor(size)} s`;
  if (size < 3600) return `${Math.floor(size / 60)} min`;
  if (size < 86400) return `${Math.floor(size / 3600)} h ${Math.floor((size % 3600) / 60)} min`;
  return `${Math.floor(size / 86400)} d`;
}

function refresh() {
  const now = Date.now();
  document.querySelectorAll('[data-since]').forEach((element) => {
    const seconds = (now - Date.parse(element.dataset.since)) / 1000;
    element.textContent =
      element.dataset.form === 'elapsed'
        ? spoken(seconds)
        : seconds < 0
          ? `in ${spoken(seconds)}`
          : seconds < 10
            ? 'just now'
            : `${spoken(seconds)} ago`;
  });
}

enhance((root) => {
  root.querySelectorAll('time[datetime]').forEach((time) => {
    time.title = `${local.format(new Date(time.dateTime))} (your time)`;
  });
  refresh();
});
window.setInterval(refresh, 15000);
