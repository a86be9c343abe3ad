import { dispatch } from '../runtime/events';

/** BuiltIn is the base of WeChat's built-in components. Attributes come as the template has them, not as text. */
export abstract class BuiltIn extends HTMLElement {
  protected readonly values = new Map<string, unknown>();

  /** Takes an attribute that the template sets, at first or anew. */
  take(name: string, value: unknown): void {
    this.values.set(name, value);
    this.changed(name, value);
  }

  protected changed(name: string, value: unknown): void {
    reflect(this, name, value);
  }

  protected flag(name: string, otherwise: boolean): boolean {
    const value = this.values.get(name);
    if (value === undefined) return otherwise;
    return value !== false && value !== null;
  }

  protected text(name: string): string {
    const value = this.values.get(name);
    return value === undefined || value === null ? '' : String(value);
  }

  /** Sends an event of the component to those who bound it. It does not bubble. */
  protected tell(type: string, detail: unknown): void {
    dispatch(this, type, detail);
  }
}

/** Writes what is of use to the browser or to tests as an attribute of the element. */
export function reflect(element: Element, name: string, value: unknown): void {
  if (value === undefined || value === null || value === '') element.removeAttribute(name);
  else element.setAttribute(name, String(value));
}
