/** What passes between the plug-in and the page in which its calls are carried out. */
export interface CloudAddresses {
  trtc: string;
  log: string;
}

export interface PluginCall {
  method: string;
  parameters: unknown[];
  cloud: CloudAddresses;
}

/** An event of the plug-in. */
export interface PluginSaid {
  event: string;
  data: unknown[];
}
