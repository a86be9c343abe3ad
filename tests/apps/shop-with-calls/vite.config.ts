import uni from '@dcloudio/vite-plugin-uni';
import { defineConfig } from 'vite';
import { subPackage } from './uni_modules/trtc-calling-uni/sub-package';

export default defineConfig({
  plugins: [uni(), subPackage('call')],
  build: { minify: 'esbuild' },
});
