import { expect, test } from "vitest";
import { sampleOrder } from "../testing/sample-order.ts";
import { presentLines, presentVat } from "./present-bill.ts";

const euros = (value: string) => ({ currency_code: "EUR", value });

test("an order has its amounts without and of the VAT, and its lines with codes", () => {
  const vat = { country: "FR", rate: "20", included: true, reason: null };
  expect(presentVat(sampleOrder())).toEqual({
    net_amount: euros("25.83"),
    vat_amount: euros("5.17"),
    vat,
  });
  expect(presentLines(sampleOrder())).toEqual([
    { item: "basic", quantity: 1, unit_amount: euros("20.00"), amount: euros("20.00") },
    { item: "images_storage", quantity: 11, unit_amount: euros("1.00"), amount: euros("11.00") },
  ]);
});

test("an order of a release without VAT has neither", () => {
  const order = sampleOrder({ bill: null });
  expect(presentVat(order)).toEqual({ net_amount: null, vat_amount: null, vat: null });
  expect(presentLines(order)).toBeNull();
});
