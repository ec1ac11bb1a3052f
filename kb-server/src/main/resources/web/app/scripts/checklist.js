// The whole item ticks, not only its box. Links, code and marked text in it keep their own meaning.
document.addEventListener('click', (event) => {
  const body = event.target.closest('.item-body');
  if (!body || event.target.closest('a, button, .code') || !window.getSelection().isCollapsed) return;
  body.closest('li').querySelector('button.tick')?.click();
});
