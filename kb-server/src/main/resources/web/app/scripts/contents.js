// The list of contents marks the part that is being read.
const contents = document.getElementById('at:contents');

function targetOf(link) {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  return target?.closest('details, section');
}

function mark(links, read) {
  const here = [...links.keys()].filter((part) => read.has(part)).at(-1);
  links.forEach((link, part) => {
    if (part === here) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  });
  if (here && contents.checkVisibility()) links.get(here).scrollIntoView({ block: 'nearest' });
}

if (contents) {
  const links = new Map([...contents.querySelectorAll('a')].map((link) => [targetOf(link), link]));
  links.delete(undefined);
  const read = new Set();
  const eye = new IntersectionObserver(
    (changes) => {
      changes.forEach(({ target, isIntersecting }) => {
        if (isIntersecting) read.add(target);
        else read.delete(target);
      });
      mark(links, read);
    },
    { rootMargin: '-10% 0px -75% 0px' },
  );
  links.forEach((link, part) => eye.observe(part));
  contents.addEventListener('click', (event) => {
    if (event.target.closest('a') && contents.matches(':popover-open')) contents.hidePopover();
  });
}
