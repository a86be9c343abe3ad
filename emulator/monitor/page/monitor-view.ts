/** The rooms of the local cloud, and of one of them the users, live. */
import {
  computed,
  defineComponent,
  h,
  onBeforeUnmount,
  shallowRef,
  type PropType,
  type VNode,
} from 'vue';
import type { MonitoredRoom, RoomSummary } from '../model';
import type { Api } from './api';
import { timeText } from './time';
import { userView } from './user';

/** The SDKs report every two seconds. */
const EVERY_MS = 1000;

export const MonitorView = defineComponent(
  ({ api }: { api: Api }) => {
    const rooms = shallowRef<RoomSummary[]>([]);
    const room = shallowRef<MonitoredRoom>();
    const lost = shallowRef(false);
    /** The room that the user chose; else the newest is shown. */
    const chosen = shallowRef<number>();
    const shown = computed(
      () => rooms.value.find(({ id }) => id === chosen.value) ?? rooms.value[0],
    );
    let timer: number | undefined;

    async function refresh(): Promise<void> {
      try {
        rooms.value = await api.rooms();
        room.value = shown.value && (await api.room(shown.value.id));
        lost.value = false;
      } catch {
        lost.value = true;
      }
    }
    async function keepFresh(): Promise<void> {
      await refresh();
      timer = window.setTimeout(() => void keepFresh(), EVERY_MS);
    }
    function choose(id: number): void {
      chosen.value = id;
      void refresh();
    }
    void keepFresh();
    onBeforeUnmount(() => clearTimeout(timer));

    return () => [
      h('header', [
        h('h1', 'Monitor of the local cloud'),
        h('p', { role: 'status' }, lost.value ? 'The local cloud does not answer.' : ''),
      ]),
      h('div', { class: 'columns' }, [
        h('nav', { 'aria-label': 'Rooms' }, [
          h('h2', 'Rooms'),
          rooms.value.length
            ? h(
                'ul',
                rooms.value.map((one) => roomButton(one, one === shown.value, choose)),
              )
            : h('p', 'No call yet. Start one, and it appears here.'),
        ]),
        h('main', room.value ? roomView(room.value) : []),
      ]),
    ];
  },
  { props: { api: { type: Object as PropType<Api>, required: true } } },
);

function roomButton(room: RoomSummary, isShown: boolean, choose: (id: number) => void): VNode {
  const { id, roomID, users } = room;
  return h('li', { key: id }, [
    h(
      'button',
      { type: 'button', 'aria-current': isShown ? 'true' : undefined, onClick: () => choose(id) },
      [
        h('strong', `Room ${roomID}`),
        h('span', users.map(({ userID }) => userID).join(', ')),
        h('span', stateOf(room)),
      ],
    ),
  ]);
}

const stateOf = ({ openedAt, closedAt }: RoomSummary | MonitoredRoom): string =>
  closedAt === undefined
    ? `open since ${timeText(openedAt)}`
    : `${timeText(openedAt)} – ${timeText(closedAt)}`;

function roomView(room: MonitoredRoom): VNode[] {
  return [
    h('h2', `Room ${room.roomID}`),
    h('p', { class: 'facts' }, stateOf(room)),
    ...room.users.map(userView),
  ];
}
