// Puts a rich-text editor in the place of every <textarea data-rich-text>. The textarea stays the field that the form sends.
import { Editor } from '@tiptap/core';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';
import { toolbar } from './editor-toolbar.js';

// The plain element: the editor's own writes widths as style attributes, which the sanitizer takes away again.
const PlainTable = Table.extend({ renderHTML: () => ['table', ['tbody', 0]] });

function enrich(area) {
  const label = document.querySelector(`label[for="${CSS.escape(area.id)}"]`);
  if (label) label.id ||= `${area.id}-label`;

  const box = document.createElement('div');
  box.className = 'rich-text';
  box.classList.toggle('is-invalid', area.classList.contains('input-validation-error'));
  const surface = document.createElement('div');

  const attributes = { class: 'prose', role: 'textbox', 'aria-multiline': 'true' };
  if (label) attributes['aria-labelledby'] = label.id;
  else attributes['aria-label'] = area.getAttribute('aria-label') ?? area.name;
  for (const name of ['aria-describedby', 'lang', 'dir']) {
    if (area.hasAttribute(name)) attributes[name] = area.getAttribute(name);
  }
  if (area.required) attributes['aria-required'] = 'true';
  if (area.getAttribute('aria-invalid') === 'true' || box.classList.contains('is-invalid')) attributes['aria-invalid'] = 'true';

  const editor = new Editor({
    element: surface,
    content: area.value,
    injectCSS: false,
    editorProps: { attributes },
    extensions: [
      StarterKit.configure({
        heading: { levels: [2, 3, 4] },
        link: { openOnClick: false, autolink: true, HTMLAttributes: { target: null, rel: null } },
        underline: false,
      }),
      PlainTable,
      TableRow,
      TableHeader,
      TableCell,
    ],
    onUpdate: () => {
      // The empty paragraph at the end is there to go on writing after a heading or a table; it is no part of the text.
      area.value = editor.getHTML().replace(/(<p><\/p>)+$/, '');
      area.dispatchEvent(new Event('input', { bubbles: true }));
    },
  });

  box.append(toolbar(editor, area), surface);
  area.after(box);
  area.hidden = true;
  area.required = false; // a hidden field that the browser wants filled could not be reached; the server asks for it
  label?.addEventListener('click', () => editor.commands.focus());

  // Links of an error summary lead to the textarea; its place is taken.
  for (const link of document.querySelectorAll(`a[href="#${CSS.escape(area.id)}"]`)) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      editor.commands.focus();
    });
  }
}

for (const area of document.querySelectorAll('textarea[data-rich-text]')) enrich(area);
