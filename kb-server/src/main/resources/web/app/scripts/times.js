import { enhance } from './swap.js';

// The server renders UTC; this adds the reader's own time and keeps "3 min ago" true.
const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const minute = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' };
const clock = new Intl.DateTimeFormat('en-GB', minute);
const second = new Intl.DateTimeFormat('en-GB', { ...minute, second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const utcDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** The reader's time beside UTC, with its day where that is another one. */
function beside(time) {
  const at = new Date(time.dateTime);
  const form = /\d:\d\d:\d\d/.test(time.textContent) ? second : clock;
  const date = day.format(at) === utcDay.format(at) ? '' : `${day.format(at)}, `;
  time.append(` · ${date}${form.format(at)}`);
  time.dataset.beside = '';
}

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
  if (document.documentElement.dataset.times === 'local') {
    root.querySelectorAll('time[datetime$="Z"]:not([data-since], [data-beside])').forEach(beside);
  }
  refresh();
});
window.setInterval(refresh, 15000);
