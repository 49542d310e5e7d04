export const staticPages = {
  cancelled: {
    title: "Payment cancelled",
    lead: "You left PayPal without approving the payment. No money was taken.",
    back: "Back to your cluster",
    showOrder: "Show this order",
    formIsKept: "What you entered is still in the form.",
  },
  notFound: {
    title: "Page not found",
    lead: "There is no page or order at this address. Please check that it is complete.",
    order: "Order a cluster",
  },
  loading: "Loading the page…",
  failed: {
    title: "This page could not be loaded",
    lead: "Please check your connection and load the page again. Your orders and entries are kept.",
    reload: "Load the page again",
  },
};
