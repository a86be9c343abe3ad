/**
 * The rule of the WeChat browser on iOS, to be added to a page before its scripts: until one stream was
 * played directly inside the handler of a trusted tap, playing fails, also in a callback that the tap
 * started.
 */
export const strictPlayback = () => {
  let inTap = false;
  let free = false;
  const tap = (event: Event) => {
    if (!event.isTrusted) return;
    inTap = true;
    setTimeout(() => (inTap = false));
  };
  for (const type of ['click', 'touchend', 'keydown']) window.addEventListener(type, tap, true);
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
    if (!inTap && !free) {
      this.pause();
      return Promise.reject(new DOMException('play() needs a tap', 'NotAllowedError'));
    }
    if (this.srcObject) free = true;
    return play.call(this);
  };
};
