/** Every fault, in the order of the table. */
import type { Fault } from '../trial';
import { DEVICES } from './devices';
import { FIELD } from './field';
import { GROUPS } from './groups';
import { LOGINS } from './logins';
import { SERVICE } from './service';
import { SIGNALLING } from './signalling';
import { STRANGERS } from './strangers';
import { TALKING } from './talking';
import { TAPS } from './taps';

export const PARTS: { part: string; faults: Fault[] }[] = [
  { part: 'What others send', faults: STRANGERS },
  { part: 'What people press', faults: TAPS },
  { part: 'Cameras, microphones, sound and permissions', faults: DEVICES },
  { part: 'Dates and other programs', faults: FIELD },
  { part: 'During a call and after it', faults: TALKING },
  { part: 'Calls of several people', faults: GROUPS },
  { part: 'Logging in and out', faults: LOGINS },
  { part: 'What the services do', faults: SERVICE },
  { part: 'What the signalling below does', faults: SIGNALLING },
];
