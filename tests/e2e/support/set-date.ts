import type { Page } from '@playwright/test';

/** Somebody sets the date of the device, by so many ms; all that runs on it goes on. */
export const setDate = ({ page }: { page: Page }, by: number): Promise<void> =>
  page.evaluate((ahead) => {
    const Real = Date;
    class Moved extends Real {
      constructor(...fields: [string | number | Date]) {
        super(...(fields.length > 0 ? fields : ([Real.now() + ahead] as [number])));
      }

      static override now(): number {
        return Real.now() + ahead;
      }
    }
    window.Date = Moved as unknown as DateConstructor;
  }, by);
