#!/bin/sh
# Orders a cluster over the REST routes, for any language: needs curl only.
#
#   sh examples/buy-with-curl.sh USER_ID CLUSTER_NAME
set -eu
billing=${billing_url:-http://127.0.0.1:8030}
tokens=${token_url:-http://127.0.0.1:8043/realms/onekonsole/token}
user_id=$1
cluster_name=$2

# The first text of a field in the JSON on standard input.
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

token=$(curl -fsS -u "${client_id:-sandbox-service}:${client_secret:-sandbox-service-secret}" \
  -d grant_type=client_credentials "$tokens" | field access_token)
call() { curl -sS -H "Authorization: Bearer $token" "$@"; }

call "$billing/order/prices?currency=EUR"
echo

# The same Idempotency-Key returns the same order, so that a repeated request buys nothing twice.
order_id=$(call -H "Idempotency-Key: $user_id-$cluster_name" "$billing/order/create" -d "{
  \"order_details\": {
    \"user_id\": \"$user_id\", \"cluster_name\": \"$cluster_name\",
    \"images_storage\": 10, \"has_monitoring\": false, \"has_alerting\": false
  },
  \"currency\": \"EUR\"
}" | field order_id)
# The payer approves it at PayPal, whose buttons need this id.
echo "order $order_id"

# 409 order_not_approved until the payer has approved at PayPal; then the service captures and delivers.
attempt=0
until call "$billing/order/approve" -d "{\"order_id\": \"$order_id\"}" | grep -q '"status":'; do
  attempt=$((attempt + 1))
  [ "$attempt" -lt "${attempts:-100}" ] || exit 1
  sleep "${pause:-3}"
done
echo "approved"

call "$billing/orders?user_id=$user_id&limit=1"
echo
call "$billing/orders/receipt?order_id=$order_id"
echo
