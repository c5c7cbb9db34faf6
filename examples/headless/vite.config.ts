import { defineConfig, loadEnv } from "vite";

// While developing, and in `npm run preview`, the site stands behind the same address: its API, pictures, files, and the form for signing in
const OF_THE_SITE = ["/api", "/media", "/files", "/sign-in", "/static"];

export default defineConfig(({ mode }) => {
  const { HONGBAN_SITE = "http://127.0.0.1:8000" } = loadEnv(mode, ".", "HONGBAN_");
  // The Host that the browser asked is kept, so that the addresses in the answers lead here
  const proxy = Object.fromEntries(OF_THE_SITE.map((path) => [path, { target: HONGBAN_SITE, changeOrigin: false }]));
  return {
    base: "./", // wherever the built files are put
    server: { host: "127.0.0.1", proxy },
    preview: { host: "127.0.0.1", proxy },
    build: { target: "es2022" },
  };
});
