// <form data-keep-typed="remark">: what was typed and not sent stays in its boxes when the page comes anew: after another form of it
// was sent, with another view of it, or after a way through other pages. It is kept in the tab, for the person alone, is never sent
// by itself, and is forgotten when its form was taken or the person signs out. Leaving for another page asks first.
const prefix = 'typed:';
const sentKey = 'typed-sent';
const here = `${prefix}${document.body.dataset.person}:${location.pathname}`;

// An answer that has not come by then does not come: the form may be sent again.
const longestAnswer = 10_000;

export function keepTyped() {
  forgetWhatWasTaken();
  const forms = [...document.querySelectorAll('form[data-keep-typed]')];
  let isKept = restore(forms);
  let stays = false;
  let signsOut = false;
  let isSending = false;

  const keep = () => {
    if (forms.length > 0) {
      // What belongs to a form that is not there now waits for it.
      const absent = (read(here) ?? []).filter(([name]) => !forms.some((form) => form.dataset.keepTyped === name));
      isKept = write(here, [...absent, ...forms.filter(hasWords).flatMap(contentOf)]);
    }
  };
  const stay = (isStaying) => {
    stays = isStaying;
    setTimeout(() => { stays = false; }, 2000);
  };

  document.addEventListener('input', () => {
    signsOut = false;
    keep();
  });
  addEventListener('pagehide', () => {
    if (signsOut) forgetAll();
    else keep();
  });
  addEventListener('pageshow', () => { isSending = false; });
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    if (link && !event.defaultPrevented && link.origin === location.origin && link.pathname === location.pathname && link.search !== location.search) stay(true);
  });
  document.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    // A second press while the first is on its way would do it twice.
    if (isSending && forms.length > 0) {
      event.preventDefault();
      return;
    }
    isSending = true;
    setTimeout(() => { isSending = false; }, longestAnswer);
    const { target: form, submitter } = event;
    const to = new URL(submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? '', location.href);
    signsOut = to.pathname.endsWith('/sign-out');
    const name = form.dataset.keepTyped;
    write(sentKey, name ? [here, contentOf(form)] : []);
    // A decision leads on to other drafts: what else was typed here would be out of sight.
    const others = forms.filter((other) => other !== form);
    stay(name && submitter?.hasAttribute('data-leads-on') ? !others.some(hasWords) : to.pathname === location.pathname);
  });
  addEventListener('beforeunload', (event) => {
    keep();
    if (!forms.some((form) => form.isConnected && hasWords(form)) || (stays && isKept)) return;
    event.preventDefault();
    // Whoever stays has sent nothing.
    isSending = false;
  });
}

// A page that says that something was done says so of the form that was sent last. No answer, or one that says what has to be
// mended, leaves everything as it was, and so is what was written after it was sent.
function forgetWhatWasTaken() {
  const sent = read(sentKey);
  // A page that holds the form until the person has signed in again sends it on.
  if (!sent || document.querySelector('form[data-unsaved=true]')) return;
  sessionStorage.removeItem(sentKey);
  if (!document.querySelector('.notice-success')) return;
  const [page, taken] = sent;
  write(page, (read(page) ?? []).filter((kept) => !taken.some((one) => one.every((part, i) => part === kept[i]))));
}

function restore(forms) {
  for (const [name, control, value] of read(here) ?? []) {
    const form = forms.find((one) => one.dataset.keepTyped === name);
    const box = form && boxesOf(form).find((one) => one.name === control);
    if (!box) continue;
    if (box.type === 'checkbox') box.checked = value;
    else box.value = value;
    const folded = value !== '' && value !== false && box.closest('details');
    if (folded) folded.open = true;
  }
  return true;
}

// Tokens and versions belong to the page as it was made; other hidden boxes say themselves that a script fills them.
const boxesOf = (form) => [...form.elements].filter((box) => box.name && box.type !== 'submit' && (box.type !== 'hidden' || 'typed' in box.dataset));

const isWritten = (box) => box.matches('textarea, input[type=text], input[type=email]');

const hasWords = (form) => boxesOf(form).some((box) => isWritten(box) && box.value.trim() !== '');

const contentOf = (form) => boxesOf(form).map((box) => [form.dataset.keepTyped, box.name, box.type === 'checkbox' ? box.checked : box.value]);

// Storage may be full or forbidden; then leaving asks first.
function write(key, value) {
  try {
    if (value.length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function forgetAll() {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  }
}
