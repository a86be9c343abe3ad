import type { IconName } from '@/components/trtc-icon/icons';
import type { PageTextKey } from '../text';

export type TabName = 'contacts' | 'records' | 'settings';

export interface Tab {
  name: TabName;
  path: string;
  text: PageTextKey;
  icon: IconName;
}

/** The tabs lead to these pages from everywhere. */
export const TABS: readonly Tab[] = [
  { name: 'contacts', path: '/pages/contacts/contacts', text: 'nav.contacts', icon: 'people' },
  { name: 'records', path: '/pages/records/records', text: 'nav.records', icon: 'clock' },
  { name: 'settings', path: '/pages/settings/settings', text: 'nav.settings', icon: 'sliders' },
];
