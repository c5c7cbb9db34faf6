/** The frame around every page, and which page an address means (`#/…`: any web server can serve the built files as they are). */
import { ApiError } from "hongban-client";
import { type TemplateResult, html, nothing, render } from "lit-html";
import { account } from "./account";
import { me, root, site } from "./api";
import { download } from "./media";
import { type Page, link } from "./page";
import { at, record } from "./record";
import { search } from "./search";
import { section } from "./section";
import "./style.css";
import { home, unit } from "./unit";
import { units } from "./units";

type Route = [RegExp, (parts: string[], query: URLSearchParams) => Promise<Page>];
const ROUTES: Route[] = [
  [/^\/?$/, () => home()],
  [/^\/units$/, () => units()],
  [/^\/units\/([^/]+)$/, ([key]) => unit(decodeURIComponent(key ?? ""))],
  [/^\/sections\/(\d+)$/, ([id], query) => section(Number(id), query)],
  [/^\/records\/(\d+)$/, ([id]) => record(Number(id))],
  [/^\/at(\/.*)$/, ([path]) => at(decodeURIComponent(path ?? "/"))],
  [/^\/search$/, (_parts, query) => search(query)],
  [/^\/account$/, () => account()],
];

const app = document.querySelector<HTMLElement>("#app")!;
let asked = 0;

async function show(): Promise<void> {
  const turn = ++asked;
  app.setAttribute("aria-busy", "true");
  const page = await found().catch(refused);
  const head = await Promise.all([root(), me()]).catch(() => [undefined, undefined] as const);
  if (turn !== asked) return; // somebody has gone on meanwhile
  const [committee, who] = head;
  const name = committee?.title ?? "红板";
  document.title = page.title ? `${page.title} · ${name}` : name;
  render(frame(page.content, name, who?.signed_in ? (who.person?.name ?? who.username ?? "我") : ""), app);
  app.removeAttribute("aria-busy");
  scrollTo(0, 0);
  if (turn > 1) app.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
}

async function found(): Promise<Page> {
  const [path = "", query = ""] = location.hash.slice(1).split("?", 2);
  for (const [pattern, make] of ROUTES) {
    const match = pattern.exec(path);
    if (match) return make(match.slice(1), new URLSearchParams(query));
  }
  throw new ApiError(404, { title: "没有找到", detail: "没有这个地址。" });
}

function refused(error: Error): Page {
  if (!(error instanceof ApiError)) console.error(error);
  const problem = error instanceof ApiError ? error.problem : { title: "暂时读不到", detail: "站点没有应答，请稍后再试。" };
  const mayHelp = error instanceof ApiError && [401, 403, 404].includes(error.status);
  return {
    title: problem.title ?? "出错了",
    content: html`<section class="welcome">
      <h1 tabindex="-1">${problem.title ?? "出错了"}</h1>
      <p role="alert">${problem.detail ?? error.message}</p>
      <p>${mayHelp ? html`<a class="button" href=${link.account}>登录</a> ` : nothing}<a href=${link.home}>回到首页</a></p>
    </section>`,
  };
}

function frame(content: TemplateResult, name: string, reader: string): TemplateResult {
  return html`
    <a class="skip" href="#main" @click=${skip}>跳到正文</a>
    <header class="head">
      <div class="inside">
        <a class="brand" href=${link.home}>${name}</a>
        <nav aria-label="主要">
          <a href=${link.units}>党组织</a>
          <a href=${link.search()}>检索</a>
          <a href=${link.account}>${reader || "登录"}</a>
        </nav>
      </div>
    </header>
    <main id="main" tabindex="-1" class="inside" @click=${follow}>${content}</main>
    <footer class="foot"><div class="inside">内容由接口提供，按您的权限显示。</div></footer>
  `;
}

function skip(event: Event): void {
  event.preventDefault(); // the part behind # says which page it is
  document.querySelector<HTMLElement>("#main")?.focus();
}

/** Links in texts lead to paths of the site: here they open the page, or the file, that stands there. */
function follow(event: MouseEvent): void {
  const given = (event.target as Element).closest?.(".rich a[href]")?.getAttribute("href");
  if (!given || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const home = site || location.origin;
  const url = URL.canParse(given, home) ? new URL(given, home) : null;
  if (url?.origin !== new URL(home).origin) return;
  event.preventDefault();
  if (url.pathname.startsWith("/files/")) {
    download(url.pathname, decodeURIComponent(url.pathname.split("/").at(-1) ?? "")).catch((error) => alert(error.message));
  } else location.hash = link.at(url.pathname);
}

addEventListener("hashchange", show);
void show();
