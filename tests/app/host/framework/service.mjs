/**
 * The framework of app-service as it is on npm, and the glue that only the native base holds. The glue is
 * rebuilt from the names that a built app-service.js calls.
 */
import * as Vue from 'vue';
import { initApp } from '@dcloudio/uni-app-plus/dist/uni.vue.js';
import framework from '@dcloudio/uni-app-plus/dist/uni.runtime.esm.js';

function createVueApp(root, props) {
  const app = Vue.createVueApp(root, props);
  initApp(app);
  const { mount } = app;
  app.mount = (container) => {
    const vm = mount(container);
    framework.__registerApp(vm);
    return vm;
  };
  return app;
}

globalThis.__framework = {
  ...framework,
  Vue: { ...Vue, createVueApp, createApp: createVueApp },
};
