import htmx from 'htmx.org';

// Forms of a run answer with a redirect to its page; htmx takes the part of it that changed.
Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  selfRequestsOnly: true,
  scrollIntoViewOnBoost: false,
  responseHandling: [
    { code: '[23]..', swap: true },
    { code: '[45]..', swap: true, error: false },
  ],
});

const whenReady = [];

/** Runs now, and again for each part of the page that is swapped in. */
export function enhance(run) {
  whenReady.push(run);
  run(document);
}

document.documentElement.classList.add('scripted');

document.addEventListener('htmx:afterSettle', (event) => {
  const part = event.detail.elt;
  // A form leads to the page of the run, also where it was sent from an earlier step.
  const address = part.querySelector('[data-address]')?.dataset.address;
  if (address && part.matches('main')) window.history.replaceState(null, '', address);
  part.querySelector('[role="alert"]')?.scrollIntoView({ block: 'center' });
  whenReady.forEach((run) => run(part));
});

// A reply without the part that was asked for, such as the sign-in page, is shown whole.
document.addEventListener('htmx:beforeSwap', (event) => {
  const { xhr, target } = event.detail;
  if (target.matches('main') && !xhr.responseText.includes('id="at:page"')) {
    event.preventDefault();
    window.location.assign(xhr.responseURL || window.location.href);
  }
});

// The page may come anew while somebody writes: what they wrote, and where, stays.
let drafts = [];

document.addEventListener('htmx:beforeSwap', (event) => {
  if (!event.detail.target.matches('main') || event.detail.requestConfig.verb !== 'get') return;
  drafts = [...document.querySelectorAll('main textarea[id], main input[type="text"][id]')]
    .filter((field) => field.value !== field.defaultValue || field === document.activeElement)
    .map((field) => ({ id: field.id, value: field.value, active: field === document.activeElement }));
});

function restoreDrafts() {
  drafts.forEach(({ id, value, active }) => {
    const field = document.getElementById(id);
    if (!field) return;
    field.value = value;
    for (let fold = field.closest('details'); fold; fold = fold.parentElement.closest('details')) {
      fold.open = true;
    }
    if (active) field.focus({ preventScroll: true });
  });
  const writing = drafts.some((draft) => draft.active);
  drafts = [];
  return writing;
}

document.addEventListener('htmx:sendError', (event) => {
  if (event.detail.requestConfig.verb === 'get') return;
  announce('The server can’t be reached. Nothing was sent; try again.');
});

let arrived = document.querySelector('[data-here]')?.dataset.here;

// After a step the new one is brought into view and said; a note or a tick moves nothing.
enhance(() => {
  const writing = restoreDrafts();
  const here = document.querySelector('[data-here]');
  if (here && here.dataset.here !== arrived) {
    arrived = here.dataset.here;
    if (writing) {
      announce(here.textContent.trim());
      return;
    }
    here.focus({ preventScroll: true });
    here.closest('.step').scrollIntoView({ block: 'start' });
    announce(here.textContent.trim());
  }
});

/** Says something to people who listen to the page. */
export function announce(text) {
  const voice = document.getElementById('at:announce');
  voice.textContent = '';
  window.setTimeout(() => {
    voice.textContent = text;
  }, 50);
}
