import { t, type Locale } from '../../src/locale';

interface Shown {
  userID: string;
  local: boolean;
  picture: boolean;
  /** The microphone is known to be off. */
  muted: boolean;
  /** Says in place of the picture why nobody is there; '' while somebody is. */
  note: string;
}

/** Says for those who do not see whose tile it is, and what cannot be heard or seen of them. */
export function tileLabel({ userID, local, picture, muted, note }: Shown, locale: Locale): string {
  const name = local ? t(locale, 'member.you') : userID;
  const states = [
    ...(note ? [note] : []),
    ...(muted ? [t(locale, 'member.muted')] : []),
    // Of somebody who is not there it is said already why.
    ...(picture || note ? [] : [t(locale, 'member.noPicture')]),
  ];
  return states.reduce((said, state) => t(locale, 'member.state', { name: said, state }), name);
}
