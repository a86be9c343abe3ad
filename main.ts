import { createPinia } from 'pinia';
import { createSSRApp } from 'vue';
import App from './App.vue';

/** uni's entry: it calls this once per app. */
export function createApp() {
  const app = createSSRApp(App);
  const pinia = createPinia();
  app.use(pinia);
  return { app, pinia };
}
