import { describe, expect, test } from "vitest";
import { sampleOrder } from "../testing/order.fixture.ts";
import { consoleLink } from "./console-link.ts";

const order = sampleOrder({ state: "provisioned", web_order_id: 12 });

describe("the link to a cluster in the console", () => {
  test("has the cluster's name and the provisioning number", () => {
    expect(consoleLink("https://console.example/{cluster_name}?order={web_order_id}", order)).toBe(
      "https://console.example/blue-lake?order=12",
    );
    expect(consoleLink("https://console.example/clusters", order)).toBe(
      "https://console.example/clusters",
    );
  });

  test.each([undefined, "", "javascript:alert(1)", "/clusters", "http://console.example/"])(
    "does not exist for %j",
    (url) => {
      expect(consoleLink(url, order)).toBeUndefined();
    },
  );

  test("does not exist before the provisioning number that it needs", () => {
    const url = "https://console.example/{web_order_id}";
    expect(consoleLink(url, sampleOrder())).toBeUndefined();
  });
});
