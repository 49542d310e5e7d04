/** The environment of a program that calls PayPal and stores orders. */
const {
  paypal_url: paypalUrl = "",
  client_id: clientId = "",
  client_secret: clientSecret = "",
  database_url: databaseUrl = "",
} = process.env;

export { clientId, clientSecret, databaseUrl, paypalUrl };
