import uni from '@dcloudio/vite-plugin-uni';
import { subPackage } from 'trtc-calling-uni/sub-package';
import { defineConfig } from 'vite';

export default defineConfig({ plugins: [uni(), subPackage('calls')] });
