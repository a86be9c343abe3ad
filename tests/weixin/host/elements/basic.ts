import { BuiltIn, reflect } from './element';

/** Plain components, such as view and text, need no behaviour of their own. */
class Plain extends BuiltIn {}

class Picture extends BuiltIn {
  private readonly picture = document.createElement('img');

  connectedCallback(): void {
    if (!this.picture.parentNode) this.append(this.picture);
  }

  protected override changed(name: string, value: unknown): void {
    if (name === 'src') this.picture.src = fileAddress(String(value ?? ''));
    else reflect(this, name, value);
  }
}

class Input extends BuiltIn {
  private readonly field = document.createElement('input');

  constructor() {
    super();
    const { field } = this;
    field.addEventListener('input', () => {
      const { value, selectionStart } = field;
      this.tell('input', { value, cursor: selectionStart ?? value.length });
    });
    field.addEventListener('keydown', ({ key }) => {
      if (key === 'Enter') this.tell('confirm', { value: field.value });
    });
    field.addEventListener('focus', () => this.tell('focus', { value: field.value }));
    field.addEventListener('blur', () => this.tell('blur', { value: field.value }));
  }

  connectedCallback(): void {
    if (!this.field.parentNode) this.append(this.field);
  }

  protected override changed(name: string, value: unknown): void {
    const { field } = this;
    if (name === 'value') {
      if (field.value !== this.text('value')) field.value = this.text('value');
    } else if (name === 'placeholder' || name === 'aria-label') {
      reflect(field, name, value);
    } else if (name === 'maxlength') {
      field.maxLength = Number(value) >= 0 ? Number(value) : -1;
    } else if (name === 'disabled') {
      field.disabled = this.flag('disabled', false);
    } else if (name === 'password') {
      field.type = this.flag('password', false) ? 'password' : 'text';
    } else if (name === 'focus') {
      if (this.flag('focus', false)) field.focus();
    } else {
      reflect(this, name, value);
    }
  }
}

/** Turns a path of the package into an address, and leaves an address as it is. */
export const fileAddress = (source: string): string =>
  source === '' || /^[a-z]+:/i.test(source) ? source : `package/${source.replace(/^\/+/, '')}`;

const PLAIN = [
  ...['view', 'text', 'button', 'scroll-view', 'label', 'form', 'block', 'cover-view'],
  ...['swiper', 'swiper-item', 'picker', 'slider', 'switch', 'textarea', 'navigator', 'page'],
];

/** @returns the names of the built-in components that there are now */
export function defineBasics(): string[] {
  for (const name of PLAIN) customElements.define(`wx-${name}`, class extends Plain {});
  customElements.define('wx-image', Picture);
  customElements.define('wx-input', Input);
  return [...PLAIN, 'image', 'input'];
}
