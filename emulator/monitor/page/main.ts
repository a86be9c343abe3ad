/** The page of the monitor. */
import { createApp } from 'vue';
import { createApi } from './api';
import { MonitorView } from './monitor-view';
import './monitor.css';

const place = document.getElementById('monitor')!;
createApp(MonitorView, { api: createApi(place.dataset.api!) }).mount(place);
