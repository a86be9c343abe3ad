import { platformFacts } from '@/components/shared/platform-facts';

/** The demo's sound for incoming calls. H5 may be served below a path; packages count from the top. */
export const RINGTONE = platformFacts().browser ? './static/ring.wav' : '/static/ring.wav';
