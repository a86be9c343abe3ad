/** A press of a control asks for this. The file imports nothing: the stage page of an App knows it, too. */
export type ControlIntent =
  | { kind: 'microphone'; on: boolean }
  | { kind: 'camera'; on: boolean }
  | { kind: 'switch-type'; type: 1 | 2 }
  | { kind: 'open-invite' }
  | { kind: 'hangup' };
