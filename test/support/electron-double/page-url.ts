/** Chromium without Electron refuses app://, so its pages live at a secure origin that stands for it. */
const standIn = "http://hearth.localhost";
const own = "app://hearth";

export function toBrowser(url: string): string {
  return url.startsWith(`${own}/`) ? standIn + url.slice(own.length) : url;
}

export function fromBrowser(url: string): string {
  return url.startsWith(`${standIn}/`) ? own + url.slice(standIn.length) : url;
}
