/**
 * The App, where calls are not possible yet, keeps those rules of the media port that need no room.
 */
import { createUnavailableMedia } from '../../../src/media/unavailable';
import { mediaContract } from './contract';
import { roomlessHarness } from './roomless';

mediaContract(
  'the driver of a build without media',
  () => roomlessHarness(createUnavailableMedia('this build has no media')),
  { entersRooms: false },
);
