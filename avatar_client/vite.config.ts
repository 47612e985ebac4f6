import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

const LICENCES = {
  "noto-sans-kr.txt": "@fontsource-variable/noto-sans-kr/LICENSE",
  "three.txt": "three/LICENSE",
};

/** Whoever gets the page gets the licences of what is bundled into it. */
function licences(): Plugin {
  return {
    name: "licences",
    generateBundle() {
      for (const [name, file] of Object.entries(LICENCES)) {
        const source = readFileSync(new URL(`node_modules/${file}`, import.meta.url), "utf-8");
        this.emitFile({ type: "asset", fileName: `licences/${name}`, source });
      }
    },
  };
}

const GATEWAY = "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [licences()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0, // the page's security policy allows no data: scripts or fonts
    chunkSizeWarningLimit: 800, // three.js, loaded after the page is up
  },
  server: {
    proxy: {
      "/v1": { target: GATEWAY, ws: true },
      "/store-images": GATEWAY,
      "/models": GATEWAY,
    },
  },
});
