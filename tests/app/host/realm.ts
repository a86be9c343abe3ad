/** A JavaScript context of the base: app-service is one, and each nvue page another, with globals of its own. */
import vm from 'node:vm';

/** These names of a browser are there in the base's engine and are hidden from the App. */
const HIDDEN = [
  ...['window', 'document', 'frames', 'self', 'location', 'navigator', 'localStorage', 'history'],
  ...['Caches', 'screen', 'alert', 'confirm', 'prompt', 'fetch', 'XMLHttpRequest', 'WebSocket'],
  ...['webkit', 'print'],
];

export class Realm {
  private readonly context: vm.Context;

  /** @param name finds the context in a debugger */
  constructor(
    readonly name: string,
    readonly globals: Record<string, unknown>,
  ) {
    globals.globalThis = globals.global = globals;
    // The base's engine makes no code of text.
    this.context = vm.createContext(globals, {
      name,
      codeGeneration: { strings: false, wasm: false },
    });
  }

  /** Runs a script of the base. */
  run(script: string, name: string): unknown {
    return vm.runInContext(script, this.context, { filename: `app/${name}` });
  }

  /** Makes the value of a JSON text, of objects of this context. */
  parse(text: string): unknown {
    return (this.run('JSON', 'json.js') as JSON).parse(text);
  }

  /** Runs a script of the App: it sees the globals, and none of a browser's. */
  call(script: string, name: string): void {
    const hidden = HIDDEN.filter((each) => !(each in this.globals));
    const start = this.run(`(function(${hidden.join(',')}){${script}\n})`, name);
    (start as () => void)();
  }
}
