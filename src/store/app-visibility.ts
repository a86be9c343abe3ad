/** uni tells an app of its own show and hide by these, which its types leave out. */
interface AppEvents {
  onAppHide(listener: () => void): void;
  onAppShow(listener: () => void): void;
}

/** Calls back when the app, not a page of it, is hidden and shown, for as long as it runs. There is no such thing on H5. */
export function watchApp(listener: (isHidden: boolean) => void): void {
  const app = uni as unknown as AppEvents;
  app.onAppHide(() => listener(true));
  app.onAppShow(() => listener(false));
}
