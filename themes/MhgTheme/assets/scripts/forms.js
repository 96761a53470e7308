export function guardForms() {
  confirmDanger();
  warnOfUnsavedChanges();
  for (const button of document.querySelectorAll('[data-choose-all]')) chooseAll(button);
  for (const area of document.querySelectorAll('textarea.form-control')) growWithText(area);
}

// <button data-confirm="Delete this draft?">: the question comes first. Without scripts the server asks or can undo.
function confirmDanger() {
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-confirm]');
    if (button && !confirm(button.dataset.confirm)) event.preventDefault();
  });
}

// <form data-warn-unsaved>: leaving the page with changes asks first. A form may come in the place of another one.
function warnOfUnsavedChanges() {
  const guarded = 'form[data-warn-unsaved]';
  const changed = new Set();
  document.addEventListener('input', ({ target }) => {
    const form = target.closest(guarded);
    if (form) changed.add(form);
  });
  document.addEventListener('submit', (event) => {
    if (!event.defaultPrevented) changed.delete(event.target);
  });
  for (const form of document.querySelectorAll(guarded)) {
    // A form that came back, with errors or before it was saved, holds what is nowhere else.
    if (form.matches('[data-unsaved=true]') || form.querySelector('.error-summary, .input-validation-error')) changed.add(form);
  }

  addEventListener('beforeunload', (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });
}

// <button type="button" data-choose-all="Input.Chosen" hidden>: ticks the boxes of that name, or none where all are ticked.
// A box with open comments (data-open-comments) is left to the hand.
function chooseAll(button) {
  const boxes = [...button.form.querySelectorAll('input[type=checkbox]')].filter((box) => box.name === button.dataset.chooseAll && !(box.dataset.openComments > 0));
  button.hidden = boxes.length === 0 || button.form.querySelectorAll(`[name="${button.dataset.chooseAll}"]`).length < 2;
  button.addEventListener('click', () => {
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}

// Browsers that know field-sizing do this by themselves.
function growWithText(area) {
  if (CSS.supports('field-sizing', 'content')) return;
  const grow = () => {
    area.style.blockSize = 'auto';
    area.style.blockSize = `${area.scrollHeight + 2}px`;
  };
  area.addEventListener('input', grow);
  grow();
}
