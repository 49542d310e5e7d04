import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { playScenario, type ScenarioWorld, scenarios } from "@onekonsole/billing-scenarios";
import { launchChromium } from "@onekonsole/billing-testkit/browser/launch-chromium";
import type { Browser, Page } from "playwright";
import { applyLook, looks, shoot } from "./looks.ts";
import { type PageState, pageStates } from "./page-states.ts";
import { startSandboxWeb } from "./start-sandbox-web.ts";

const locales = ["en-GB", "fr-FR"] as const;

/**
 * Takes a picture of every page of the shop in every state, in both languages, both color schemes and two
 * sizes, and writes them below the folder with a page that shows them. Returns their number.
 */
export async function takeGallery(folder: string): Promise<number> {
  await using web = await startSandboxWeb();
  const states = pageStates(await prepareOrders(web.world));
  const browser = await launchChromium();
  const names: string[] = [];
  try {
    for (const state of states)
      for (const locale of locales) {
        const page = await openPage(browser, { url: web.url, state, locale });
        for (const look of looks) {
          await applyLook(page, look);
          const name = `${state.name.replaceAll(/\W+/g, "-")}.${locale.slice(0, 2)}.${look.name}.png`;
          await mkdir(folder, { recursive: true });
          await shoot(page, join(folder, name));
          names.push(name);
        }
        await page.context().close();
      }
  } finally {
    await browser.close();
  }
  const images = names.map((name) => `<figure><img src="${name}"><figcaption>${name}</figure>`);
  const style = "<style>figure{display:inline-block;width:24%}img{max-width:100%}</style>";
  await writeFile(join(folder, "index.html"), `<!doctype html>${style}${images.join("\n")}`);
  return names.length;
}

/** One order for each ending, and a customer with a paid and an open order. */
async function prepareOrders(world: ScenarioWorld) {
  const orderIds = new Map<string, string>();
  for (const scenario of scenarios)
    orderIds.set(scenario.name, (await playScenario(scenario, world)).orderId);
  const { users } = await world.control.issuer.users();
  const operator = users.find(({ roles }) => roles.includes("billing-operator"));
  const [customer, newcomer] = users;
  const refundedOrderId = orderIds.get("part of the price refunded by the operator");
  if (!refundedOrderId) throw new Error("No scenario refunds a part.");
  if (!customer || !newcomer || !operator) throw new Error("The issuer has too few users.");
  const place = async (cluster_name: string) => {
    const { order_id } = await world.customer(customer.id).order.create.mutate({
      order_details: {
        user_id: customer.id,
        cluster_name,
        images_storage: 10,
        has_monitoring: true,
        monitoring_storage: 20,
        has_alerting: true,
      },
      currency: "EUR",
    });
    return order_id;
  };
  const paidOrderId = await place("web-shop");
  await world.control.orders.approve({ id: paidOrderId });
  await world.customer(customer.id).order.approve.mutate({ order_id: paidOrderId });
  await world.customer(customer.id).waitUntilSettled(paidOrderId);
  const openOrderId = await place("data-lake");
  const ids = { customerId: customer.id, newcomerId: newcomer.id, operatorId: operator.id };
  return { ...ids, orderIds, refundedOrderId, paidOrderId, openOrderId };
}

interface Opening {
  readonly url: string;
  readonly state: PageState;
  readonly locale: string;
}

async function openPage(browser: Browser, { url, state, locale }: Opening): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: "reduce", locale });
  await context.addInitScript(
    (id) => localStorage.setItem("billing-sandbox-user", id),
    state.userId,
  );
  const page = await context.newPage();
  await page.goto(url + state.path);
  await page.locator("h1").first().waitFor();
  await isLoaded(page);
  await state.act?.(page);
  await isLoaded(page);
  return page;
}

/** Waits until no part of the page says that it is loading. A stream stays open, so the network is never idle. */
async function isLoaded(page: Page): Promise<void> {
  await page.waitForFunction(
    "!document.querySelector('[aria-busy=true], [data-progress=loading], select[disabled]')",
  );
  await page.waitForFunction("document.fonts.status === 'loaded'");
}
