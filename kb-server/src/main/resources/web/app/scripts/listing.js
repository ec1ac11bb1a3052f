// What a parameter can be is fetched while somebody writes; the form waits for nothing.
const MOST_MS = 15_000;

async function list(button, field) {
  const id = button.dataset.list;
  const said = button.parentElement.querySelector('[role="status"]');
  const body = new URLSearchParams(new FormData(button.form));
  body.set(button.name, button.value);
  button.disabled = true;
  said.textContent = 'Asking Azure, for 10 s at most …';
  try {
    const reply = await fetch(button.formAction, { method: 'POST', body, signal: AbortSignal.timeout(MOST_MS) });
    if (!reply.ok) throw new Error(`the server said ${reply.status}`);
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
    const here = document.activeElement === document.body || document.activeElement === button;
    document.getElementById(id).replaceWith(page.getElementById(id));
    if (here) field.focus();
  } catch (error) {
    button.disabled = false;
    said.textContent = `No list: ${error.message}. Write the id.`;
  }
}

const asked = new Set();

function buttonOf(field) {
  return field.closest('.field')?.querySelector('[data-list]');
}

document.addEventListener('focusin', ({ target }) => {
  const button = target.matches('input[list]') && buttonOf(target);
  if (!button || asked.has(target.id)) return;
  asked.add(target.id);
  list(button, target);
});

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-list]');
  if (!button) return;
  event.preventDefault();
  const field = button.closest('.field').querySelector('input[list]');
  asked.add(field.id);
  list(button, field);
});
