/**
 * This bench measures how long a call takes to ring and to connect where only network and devices take time.
 * Both clients run in the same model on a virtual clock, so the figures are exact and the same each time.
 */
import { MODEL, type Measured } from './model';
import { measureOld } from './old';
import { measureOurs } from './ours';

const GOALS: Partial<Measured> = { ring: 150, accepted: 150, entered: 560 };
const ROWS: [keyof Measured, string][] = [
  ['ring', 'call → INVITED'],
  ['accepted', 'accept → USER_ACCEPT'],
  ['entered', 'accept → USER_ENTER'],
  ['picture', 'accept → picture'],
];

const line = (cells: (string | number)[]) =>
  cells
    .map((cell, at) => (at === 0 ? String(cell).padEnd(22) : String(cell).padStart(16)))
    .join('');

async function main(): Promise<void> {
  const ours = await measureOurs({ askedBefore: true });
  const firstTime = await measureOurs({ askedBefore: false });
  const old = await measureOld();

  console.log(
    `ms in the model: ${Object.entries(MODEL)
      .map(([name, ms]) => `${name} ${ms}`)
      .join(', ')}\n`,
  );
  console.log(line(['', 'this client', 'first call ever', 'trtc-calling-js', 'goal']));
  let missed = 0;
  for (const [key, title] of ROWS) {
    const goal = GOALS[key];
    if (goal !== undefined && ours[key] > goal) missed++;
    console.log(
      line([title, ours[key], firstTime[key], old[key], goal === undefined ? '' : `≤ ${goal}`]),
    );
  }
  console.log(
    '\nfirst call ever: the browser asks for permission and is answered at once; devices come first then.',
  );
  if (missed > 0) {
    console.error(`\n${missed} goals missed`);
    process.exitCode = 1;
  }
}

void main();
