/** A unit's home page (党组织主页): its blocks, and its three boards where they are not among these. */
import { answer } from "hongban-client";
import { api, modules, root, units } from "./api";
import { blocks } from "./blocks";
import { html, nothing } from "lit-html";
import { type Page, boards, link, quiet, trail } from "./page";

export async function home(): Promise<Page> {
  const committee = await root();
  if (committee) return unit(committee.code, true);
  return {
    title: "首页",
    content: html`<section class="welcome">
      <h1 tabindex="-1">红板</h1>
      <p>这个站点目前没有向社会公开的内容。职工请登录后阅读。</p>
      <p><a class="button" href=${link.account}>登录</a></p>
    </section>`,
  };
}

export async function unit(key: string, isHome = false): Promise<Page> {
  const path = { unit: key };
  const [found, board, all] = await Promise.all([
    answer(api.GET("/api/v1/units/{unit}", { params: { path } })),
    answer(api.GET("/api/v1/units/{unit}/board", { params: { path, query: { latest: 1 } } })),
    units(),
    modules(),
  ]);
  const above = all.find((one) => one.id === found.parent);
  const below = all.filter((one) => one.parent === found.id);
  const body = found.home?.body ?? [];
  return {
    title: found.title,
    content: html`
      ${isHome ? nothing : trail(["首页", link.home], ...(above ? [[above.title, link.unit(above.code)] as [string, string]] : []))}
      <header class="hero">
        <p class="meta">${[found.kind_display, found.site, found.plant].filter(Boolean).join(" · ")}</p>
        <h1 tabindex="-1">${found.title}</h1>
        <form class="inline" role="search" action="#/search" @submit=${searchHere(found.code)}>
          <label class="unseen" for="here">在${found.title}检索</label>
          <input id="here" name="q" type="search" placeholder="在本组织检索" required maxlength="100" />
          <button>检索</button>
        </form>
      </header>
      <div class="body">${blocks(body, found)}</div>
      ${body.some((block) => block.type === "board") ? nothing : boards(board)}
      ${found.home || board.boards.some(({ tiles }) => tiles.length) ? nothing : quiet("这里没有您可以查看的内容。")}
      ${below.length
        ? html`<section class="panel">
            <h2>所属党组织</h2>
            <ul class="units">
              ${below.map((one) => html`<li><a href=${link.unit(one.code)}>${one.title}</a><span class="meta">${one.kind_display}</span></li>`)}
            </ul>
          </section>`
        : nothing}
    `,
  };
}

const searchHere = (code: string) => (event: SubmitEvent) => {
  event.preventDefault();
  const q = String(new FormData(event.target as HTMLFormElement).get("q") ?? "").trim();
  if (q) location.hash = link.search({ q, unit: code });
};
