// One key, one thing; off inside inputs, with a modifier held, and where the reader turned them off.
const help = document.getElementById('at:help');
let leading = false;

function unfold(element) {
  for (let fold = element.closest('details'); fold; fold = fold.parentElement.closest('details')) {
    fold.open = true;
  }
}

function goTo(selector) {
  const element = document.querySelector(selector);
  if (!element) return false;
  unfold(element);
  element.focus();
  element.scrollIntoView({ block: 'nearest' });
  return true;
}

function walk(direction) {
  const steps = [...document.querySelectorAll('[data-step]')];
  if (!steps.length) return false;
  const at = steps.indexOf(document.activeElement);
  const here = at >= 0 ? at : steps.findIndex((step) => step.dataset.step === 'here');
  const next = steps[Math.max(0, Math.min(steps.length - 1, here + direction))];
  unfold(next);
  next.focus();
  return true;
}

/** Chooses a branch: the proposed one and answers get the focus, another one its reason. */
function choose(number) {
  const branch = document.querySelector(`[data-branch="${number}"]`);
  if (!branch) return false;
  unfold(branch);
  if (branch.type === 'radio') {
    branch.checked = true;
    branch.form.querySelector('textarea, input[type="text"]')?.focus();
  } else {
    branch.focus();
  }
  return true;
}

function press(selector) {
  const button = document.querySelector(selector);
  button?.click();
  return Boolean(button);
}

/** Takes the proposed branch. What can't be undone is only shown: its button or its dialog then asks. */
function propose() {
  if (document.querySelector(':popover-open')) return true;
  return goTo('[data-proposed="focus"]') || press('[data-proposed]');
}

/** Sends the form that somebody writes in; one that ends or takes away has its button pressed instead. */
function send(field) {
  const button = field.form?.querySelector('button:not([type="button"])');
  if (!button) return;
  if (button.matches('.btn-danger')) button.focus();
  else field.form.requestSubmit(button);
}

/** Says how the step did; a word about it may follow. */
function judge(word) {
  const choice = document.getElementById(`at:feedback-${word}`);
  if (!choice) return false;
  unfold(choice);
  choice.checked = true;
  choice.form.querySelector('textarea').focus();
  return true;
}

const pages = { h: '/', i: '/incidents', e: '/entries', l: '/lessons', s: '/search' };

const keys = {
  '?': () => {
    // The page of an error has no frame around it.
    if (help) help.showModal();
    else window.location.assign('/help');
    return true;
  },
  '/': () => {
    if (!goTo('[data-search]')) window.location.assign('/search#search');
    return true;
  },
  j: () => walk(1),
  k: () => walk(-1),
  n: () => goTo('[data-note]'),
  c: () => press('.step .code button.copy[data-copy]'),
  Enter: propose,
  w: () => press('[data-walk]'),
  '+': () => press('[data-zoom="in"]') || judge('helped'),
  '-': () => press('[data-zoom="out"]') || judge('misled'),
  0: () => press('[data-zoom="fit"]'),
  m: () => judge('missing'),
};

document.addEventListener('keydown', (event) => {
  if (event.repeat) return;
  const within = event.target.closest('input, textarea, select, [contenteditable]');
  if (event.key === 'Escape' && within) {
    within.blur();
    return;
  }
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && within?.matches('textarea')) {
    event.preventDefault();
    send(within);
    return;
  }
  const off = document.documentElement.dataset.keys === 'off';
  if (off || within || help?.open || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Enter' && event.target.closest('a, button, summary')) return;

  if (leading) {
    leading = false;
    if (pages[event.key]) {
      window.location.assign(pages[event.key]);
      event.preventDefault();
      return;
    }
  }
  if (event.key === 'g') {
    leading = true;
    window.setTimeout(() => {
      leading = false;
    }, 1500);
    return;
  }
  const done = /^[1-9]$/.test(event.key) ? choose(event.key) : keys[event.key]?.();
  if (done) event.preventDefault();
});

/** Where a page is there for its form, one can write at once: first what was refused. Nothing is scrolled for it. */
function beginToWrite() {
  const fields = '[data-first] :is(input:not([type="hidden"]), textarea, select)';
  const field = document.querySelector(`${fields}[aria-invalid="true"]`) ?? document.querySelector(fields);
  if (!field || window.location.hash || document.activeElement !== document.body) return;
  if (field.getBoundingClientRect().bottom <= window.innerHeight) field.focus({ preventScroll: true });
}

beginToWrite();

document.querySelectorAll('[data-opens-help]').forEach((link) => {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    help.showModal();
  });
});
