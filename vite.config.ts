import uni from '@dcloudio/vite-plugin-uni';
import { defineConfig } from 'vite';
import { lan } from './build/lan';
import { localCloud } from './build/local-cloud';
import { offlinePage } from './build/offline-page';
import { subPackage } from './build/sub-package';

export default defineConfig({
  plugins: [uni(), offlinePage(), lan(), localCloud(), subPackage('pages')],
  // Found late, they would make the dev server reload the page in the middle of the first login.
  optimizeDeps: { include: ['tim-js-sdk', 'tsignaling', 'trtc-js-sdk/trtc.esm.js'] },
  // terser, uni's default, takes two to three times as long for the same size.
  build: { minify: process.env.NODE_ENV === 'production' ? 'esbuild' : false },
});
