import type { Plugin } from 'vite';

const REMOTE_IMAGE = /url\(\s*(['"]?)https?:\/\/[^'")]*\1\s*\)/g;
const REMOTE_SCRIPT = /\s*<script\b[^>]*\bsrc="https?:\/\/[^"]*"[^>]*><\/script>/g;

/**
 * Takes out what uni adds to every H5 page from public hosts: a face-recognition script and the
 * shadow image of a navigation bar. A call between two tabs makes no request beyond this machine.
 */
export function offlinePage(): Plugin[] {
  return [
    {
      name: 'trtc-calling-uni:offline-styles',
      transform(code, id) {
        if (!/\.css($|\?)/.test(id) || !code.includes('http')) return;
        return { code: code.replace(REMOTE_IMAGE, 'none'), map: { mappings: '' } };
      },
    },
    {
      name: 'trtc-calling-uni:offline-html',
      // After uni, which adds its script last.
      enforce: 'post',
      transformIndexHtml: {
        order: 'post',
        handler: (html) => html.replace(REMOTE_SCRIPT, ''),
      },
    },
  ];
}
