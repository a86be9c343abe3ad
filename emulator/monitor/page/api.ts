/** What the page asks the monitor for. */
import type { MonitoredRoom, RoomSummary } from '../model';

export interface Api {
  rooms(): Promise<RoomSummary[]>;
  /** @returns undefined if the room is forgotten by now */
  room(id: number): Promise<MonitoredRoom | undefined>;
}

export function createApi(base: string): Api {
  const ask = async (path: string): Promise<unknown> => {
    const response = await fetch(`${base}/${path}`);
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  };
  return {
    rooms: async () => ((await ask('rooms')) as { rooms: RoomSummary[] }).rooms,
    room: async (id) => (await ask(`rooms/${id}`)) as MonitoredRoom | undefined,
  };
}
