/* Prints a line of JSON for each address: its points in each category, the audits that cost some, and
   the speed of the machine where `counts` asks for it.
   Audits without points are left out, and so are pauses for pages that change after they are loaded. */
import lighthouse, { defaultConfig } from "lighthouse"
import puppeteer from "puppeteer-core"

const { port, urls, slowdown, counts } = JSON.parse(process.argv[2])
const weights = Object.values(defaultConfig.categories).flatMap(({ auditRefs }) => auditRefs)
const config = {
  extends: "lighthouse:default",
  settings: {
    // The sample is published with noindex.
    skipAudits: ["is-crawlable", ...weights.filter(({ weight }) => !weight).map(({ id }) => id)],
    disableFullPageScreenshot: true,
    throttling: { ...defaultConfig.settings.throttling, cpuSlowdownMultiplier: slowdown },
    pauseAfterFcpMs: 0,
    pauseAfterLoadMs: 0,
    networkQuietThresholdMs: 250,
    cpuQuietThresholdMs: 250,
  },
}
/* Before each page, Lighthouse counts on a blank one for a second, to tell the speed of the machine.
   Where nobody asks for it, the clock is fast there. */
const hasten = () => {
  let now = 0
  if (location.protocol === "about:") Date.now = () => (now += 1000)
}
const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}`, defaultViewport: null })
for (const url of urls) {
  const page = await browser.newPage()
  if (!counts) await page.evaluateOnNewDocument(hasten)
  const { lhr } = await lighthouse(url, { logLevel: "error" }, config, page)
  await page.close()
  const points = Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)])
  const lost = Object.values(lhr.audits).filter(({ score }) => score !== null && score < 1)
  const said = lost.map(({ id, displayValue, details }) =>
    [id, displayValue, ...(details?.items ?? []).slice(0, 3).map(({ node }) => node?.snippet)])
  const audits = said.map((words) => words.filter(Boolean).join(" "))
  const speed = lhr.environment.benchmarkIndex
  console.log(JSON.stringify({ url, points: Object.fromEntries(points), audits, speed }))
}
await browser.disconnect()

