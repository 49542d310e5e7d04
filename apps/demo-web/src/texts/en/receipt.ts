export const receipt = {
  title: "Your receipt",
  loading: "Loading your receipt…",
  none: "There is no receipt for this order yet. It is issued when the payment has been received.",
  showOrder: "Show the order",
  show: "Show the receipt",
  save: (title: string) => `Save ${title} as PDF`,
  saving: "Creating the PDF…",
};
