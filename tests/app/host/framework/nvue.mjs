/**
 * Vue for one nvue page, and the glue that only the native base holds: every compiled nvue page calls
 * `Vue.createPageApp`.
 */
import * as Vue from 'vue';
import { initApp } from '@dcloudio/uni-app-plus/dist/uni.vue.js';

/** @param pageOf finds the page of app-service that this one belongs to */
globalThis.__makeNvue = (document, pageOf) => {
  function createPageApp(component, props) {
    const { setup } = component;
    component.inheritAttrs = false;
    component.setup = (values, context) => {
      const vm = Vue.getCurrentInstance().proxy;
      vm.$mpType = 'page';
      const page = pageOf(props.__pageId);
      page?.__setup?.(vm, page);
      return setup?.(values, context);
    };
    const app = Vue.createApp(component, props);
    initApp(app);
    const { mount } = app;
    app.mount = () => {
      document.root = document.createElement('root');
      document.unmount = () => app.unmount();
      return mount(document.root);
    };
    return app;
  }
  return { ...Vue, createPageApp };
};
