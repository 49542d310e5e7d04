// PayPal's account ids have neither 0, 1, I nor O.

/** The merchant of the simulated REST app. */
export const payee = {
  email_address: "payee@sandbox.example",
  merchant_id: "SANDBXPAYEE22",
} as const;

/** The only customer of the sandbox. */
export const payer = {
  name: { given_name: "Sandy", surname: "Boxer" },
  email_address: "payer@sandbox.example",
  payer_id: "SANDBXPAYER22",
  address: { country_code: "FR" },
} as const;

/** The payer in the shape of `payment_source`. */
export const paymentSource = {
  paypal: {
    email_address: payer.email_address,
    account_id: payer.payer_id,
    account_status: "VERIFIED",
    name: payer.name,
    address: payer.address,
  },
} as const;
