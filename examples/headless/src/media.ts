/** Pictures and files. They are private: with a token the page fetches them itself, with a session the browser does. */
import type { File, Image, Schemas } from "hongban-client";
import { type TemplateResult, html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { api, site, token } from "./api";

type Rendition = keyof Schemas["Renditions"];

const kept = new Map<string, Promise<string>>();

/** Forget what the reader before has seen. */
export function forgetMedia(): void {
  for (const place of kept.values()) place.then(URL.revokeObjectURL, () => {});
  kept.clear();
}

const fetched = (url: string) => {
  const found = kept.get(url) ?? api.get(url).then(async (response) => URL.createObjectURL(await response.blob()));
  kept.set(url, found);
  return found;
};

const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      const shown = target as HTMLImageElement;
      fetched(shown.dataset["url"] ?? "").then(
        (place) => (shown.src = place),
        () => shown.classList.add("lost"),
      );
    }
  },
  { rootMargin: "300px" },
);

/** The picture in one of its sizes; its place is kept free until it is there. */
export function picture(image: Image, size: Rendition, alt: string): TemplateResult {
  const { url, width, height } = image.renditions[size];
  if (!token()) {
    return html`<img src=${site + url} width=${width} height=${height} alt=${alt} loading="lazy" decoding="async" />`;
  }
  const watch = (element?: Element) => element && watcher.observe(element);
  return html`<img data-url=${url} width=${width} height=${height} alt=${alt} decoding="async" ${ref(watch)} />`;
}

const UNITS = ["B", "KB", "MB", "GB"];

export function bytes(size: number): string {
  const power = Math.min(Math.floor(Math.log(Math.max(size, 1)) / Math.log(1024)), UNITS.length - 1);
  return `${(size / 1024 ** power).toFixed(power && size / 1024 ** power < 10 ? 1 : 0)} ${UNITS[power]}`;
}

/** Save the file, as its own address would. */
export async function download(url: string, name: string): Promise<void> {
  const place = URL.createObjectURL(await (await api.get(url)).blob());
  const saved = Object.assign(document.createElement("a"), { href: place, download: name });
  saved.click();
  setTimeout(() => URL.revokeObjectURL(place), 10_000);
}

export function file(found: File, title = found.title, note: string | typeof nothing = nothing): TemplateResult {
  const save = (event: Event) => {
    if (!token()) return;
    event.preventDefault();
    download(found.url, found.title.includes(".") ? found.title : `${found.title}.${extension(found).toLowerCase()}`).catch(
      (error) => alert(error.message),
    );
  };
  return html`<span class="file">
    <a href=${site + found.url} @click=${save}>${title || found.title}</a>
    <span class="meta">${found.title.includes(".") ? nothing : `${extension(found)} · `}${bytes(found.size)}</span>
    ${note === nothing ? nothing : html`<span class="note">${note}</span>`}
  </span>`;
}

const extension = (found: File) => (found.url.split(".").at(-1) ?? "").toUpperCase();
